//! What a foreign folder's metadata holds that this broker does not act on yet.

use std::collections::BTreeMap;

use protocol::metadata::{
    AccessControlEntryRecord, ClientQuotaRecord, DelegationTokenRecord, UserScramCredentialRecord,
};
use protocol::{MetadataRecord, Uuid};

/// Access control entries, credentials, quotas and delegation tokens, kept so that a snapshot does not lose them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Kept {
    access_control_entries: BTreeMap<Uuid, AccessControlEntryRecord>,
    scram_credentials: BTreeMap<(String, i8), UserScramCredentialRecord>,
    client_quotas: BTreeMap<QuotaKey, ClientQuotaRecord>,
    delegation_tokens: BTreeMap<String, DelegationTokenRecord>,
}

/// The entity (type and name, sorted) and the quota's name.
type QuotaKey = (Vec<(String, Option<String>)>, String);

impl Kept {
    /// Takes over a record that is of this kind; returns whether it was.
    pub(crate) fn apply(&mut self, record: &MetadataRecord) -> bool {
        match record {
            MetadataRecord::AccessControlEntryRecord(entry) => {
                self.access_control_entries.insert(entry.id, entry.clone());
            }
            MetadataRecord::RemoveAccessControlEntryRecord(removal) => {
                self.access_control_entries.remove(&removal.id);
            }
            MetadataRecord::UserScramCredentialRecord(credential) => {
                let key = (credential.name.clone(), credential.mechanism);
                self.scram_credentials.insert(key, credential.clone());
            }
            MetadataRecord::RemoveUserScramCredentialRecord(removal) => {
                self.scram_credentials.remove(&(removal.name.clone(), removal.mechanism));
            }
            MetadataRecord::ClientQuotaRecord(quota) if quota.remove => {
                self.client_quotas.remove(&quota_key(quota));
            }
            MetadataRecord::ClientQuotaRecord(quota) => {
                self.client_quotas.insert(quota_key(quota), quota.clone());
            }
            MetadataRecord::DelegationTokenRecord(token) => {
                self.delegation_tokens.insert(token.token_id.clone(), token.clone());
            }
            MetadataRecord::RemoveDelegationTokenRecord(removal) => {
                self.delegation_tokens.remove(&removal.token_id);
            }
            _ => return false,
        }
        true
    }

    /// The records that say all of this again.
    pub(crate) fn records(&self) -> impl Iterator<Item = MetadataRecord> {
        let quotas = self.client_quotas.values().cloned().map(MetadataRecord::ClientQuotaRecord);
        let entries =
            self.access_control_entries.values().cloned().map(MetadataRecord::AccessControlEntryRecord);
        let credentials =
            self.scram_credentials.values().cloned().map(MetadataRecord::UserScramCredentialRecord);
        let tokens = self.delegation_tokens.values().cloned().map(MetadataRecord::DelegationTokenRecord);
        quotas.chain(entries).chain(credentials).chain(tokens)
    }
}

fn quota_key(quota: &ClientQuotaRecord) -> QuotaKey {
    let mut entity: Vec<_> =
        quota.entity.iter().map(|part| (part.entity_type.clone(), part.entity_name.clone())).collect();
    entity.sort();
    (entity, quota.key.clone())
}

#[cfg(test)]
mod tests {
    use protocol::metadata::client_quota_record::EntityData;
    use protocol::metadata::{
        RemoveAccessControlEntryRecord, RemoveDelegationTokenRecord, RemoveUserScramCredentialRecord,
    };

    use super::*;

    fn quota(remove: bool, entity: &[&str]) -> MetadataRecord {
        let part =
            |entity_type: &&str| EntityData { entity_type: (*entity_type).to_owned(), entity_name: None };
        let entity = entity.iter().map(part).collect();
        ClientQuotaRecord { entity, key: "consumer_byte_rate".to_owned(), value: 5.0, remove }.into()
    }

    #[test]
    fn what_is_kept_is_said_again_and_what_is_removed_is_gone() {
        let entry = AccessControlEntryRecord { id: Uuid::from_u128(1), ..Default::default() };
        let credential =
            UserScramCredentialRecord { name: "ann".to_owned(), mechanism: 1, ..Default::default() };
        let token = DelegationTokenRecord { token_id: "t".to_owned(), ..Default::default() };
        let records: Vec<MetadataRecord> =
            vec![quota(false, &["user", "client-id"]), entry.into(), credential.into(), token.into()];
        let mut kept = Kept::default();
        assert!(records.iter().all(|record| kept.apply(record)));
        assert!(kept.records().eq(records));

        assert!(!kept.apply(&protocol::metadata::NoOpRecord::default().into()));
        // The entity's parts may come in another order.
        assert!(kept.apply(&quota(true, &["client-id", "user"])));
        assert!(kept.apply(&RemoveAccessControlEntryRecord { id: Uuid::from_u128(1) }.into()));
        let removal = RemoveUserScramCredentialRecord { name: "ann".to_owned(), mechanism: 1 };
        assert!(kept.apply(&removal.into()));
        assert!(kept.apply(&RemoveDelegationTokenRecord { token_id: "t".to_owned() }.into()));
        assert_eq!(kept, Kept::default());
    }
}
