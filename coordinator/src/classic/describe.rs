//! What DescribeGroups tells of a classic group.

use protocol::messages::describe_groups_response::{DescribedGroup, DescribedGroupMember};

use super::{ClassicGroup, ClassicMember, ClassicState};

impl ClassicGroup {
    /// The group as DescribeGroups shows it: what members offer and own is shown when it is settled.
    pub(crate) fn describe(&self) -> DescribedGroup {
        let protocol = self.protocol_name().filter(|_| self.state == ClassicState::Stable);
        DescribedGroup {
            group_id: self.group_id.clone(),
            group_state: self.state.name().to_owned(),
            protocol_type: self.protocol_type().to_owned(),
            protocol_data: protocol.unwrap_or("").to_owned(),
            members: self.members.iter().map(|member| describe_member(member, protocol)).collect(),
            ..Default::default()
        }
    }
}

fn describe_member(member: &ClassicMember, protocol: Option<&str>) -> DescribedGroupMember {
    DescribedGroupMember {
        member_id: member.member_id.clone(),
        group_instance_id: member.instance_id.clone(),
        client_id: member.client_id.clone(),
        client_host: member.client_host.clone(),
        member_metadata: protocol.map_or(&[][..], |name| member.metadata(Some(name))).to_vec().into(),
        member_assignment: member.assignment.clone().into(),
    }
}
