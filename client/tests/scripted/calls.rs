//! Connections and calls.

use client::{CallOptions, Error, Target};
use protocol::messages::{ApiVersionsResponse, DescribeClusterRequest, DescribeClusterResponse};
use protocol::{ApiKey, ErrorCode, Message};

use crate::fake_broker::{Answer, Asked, FakeBroker, versions};

fn describe(broker: &FakeBroker, options: CallOptions) -> Result<DescribeClusterResponse, Error> {
    let mut client = broker.client();
    let result = client.run(options, |_| DescribeClusterRequest::default());
    client.close();
    while !client.is_closed() {
        client.turn(None);
    }
    result
}

fn cluster(asked: &Asked) -> Answer {
    asked.answer(&DescribeClusterResponse { cluster_id: "c".to_owned(), ..Default::default() })
}

/// KIP-511: the refusal comes in version 0, whatever was asked; the client takes what it offers.
#[test]
fn an_older_broker_is_asked_in_its_own_version() {
    let broker = FakeBroker::start(|asked| match (asked.api, asked.version) {
        (ApiKey::ApiVersions, 0) => Answer::Body(versions(0)),
        (ApiKey::ApiVersions, _) => {
            let refusal = ApiVersionsResponse {
                error_code: ErrorCode::UnsupportedVersion.code(),
                ..Default::default()
            };
            Answer::Body(refusal.to_bytes(0).expect("it has bytes").to_vec())
        }
        (ApiKey::DescribeCluster, _) => cluster(asked),
        _ => Answer::Usual,
    });
    let response = describe(&broker, CallOptions::repeatable(Target::Any)).expect("it is answered");
    assert_eq!(response.cluster_id, "c");
    let asked: Vec<i16> = broker.asked(ApiKey::ApiVersions).iter().map(|asked| asked.version).collect();
    assert_eq!(asked, [4, 0]);
}

#[test]
fn a_repeatable_call_survives_lost_connections() {
    let broker = FakeBroker::start(|asked| match (asked.api, asked.number) {
        (ApiKey::DescribeCluster, 0 | 1) => Answer::Close,
        (ApiKey::DescribeCluster, _) => cluster(asked),
        _ => Answer::Usual,
    });
    describe(&broker, CallOptions::repeatable(Target::Any)).expect("the third attempt is answered");
    assert_eq!(broker.asked(ApiKey::DescribeCluster).len(), 3);
}

#[test]
fn a_call_that_may_not_be_repeated_is_not() {
    let broker = FakeBroker::start(|asked| match asked.api {
        ApiKey::DescribeCluster => Answer::Close,
        _ => Answer::Usual,
    });
    let error = describe(&broker, CallOptions::once(Target::Any)).expect_err("the connection is lost");
    assert!(matches!(error, Error::Disconnected { .. }), "{error}");
    assert_eq!(broker.asked(ApiKey::DescribeCluster).len(), 1);
}

#[test]
fn silence_ends_with_the_time_limit() {
    let broker = FakeBroker::start(|asked| match asked.api {
        ApiKey::DescribeCluster => Answer::Silence,
        _ => Answer::Usual,
    });
    let error = describe(&broker, CallOptions::once(Target::Any)).expect_err("nobody answers");
    assert!(error.to_string().ends_with("no answer to DescribeCluster in time"), "{error}");
    let error = describe(&broker, CallOptions::repeatable(Target::Any)).expect_err("nobody answers");
    assert!(broker.asked(ApiKey::DescribeCluster).len() > 3, "a time limit for each attempt: {error}");
}

#[test]
fn nonsense_ends_the_connection() {
    let nonsense: [(&[u8], &str); 4] = [
        (&[0xFF, 0xFF, 0xFF, 0xFF], "negative length"),
        (&[0x7F, 0xFF, 0xFF, 0xFF], "larger than the limit"),
        // Answers request 99.
        (&[0, 0, 0, 5, 0, 0, 0, 99, 0], "it answers request 99"),
        // Ends within its header.
        (&[0, 0, 0, 2, 0, 0], "makes no sense"),
    ];
    for (bytes, reason) in nonsense {
        let broker = FakeBroker::start(move |asked| match asked.api {
            ApiKey::DescribeCluster => Answer::Raw(bytes.to_vec()),
            _ => Answer::Usual,
        });
        let error = describe(&broker, CallOptions::once(Target::Any)).expect_err("nonsense").to_string();
        assert!(error.contains(reason), "{bytes:?}: {error}");
    }
}

#[test]
fn a_body_that_does_not_parse_is_no_panic() {
    for len in 0..20 {
        let broker = FakeBroker::start(move |asked| match asked.api {
            ApiKey::DescribeCluster => Answer::Body(vec![0xFF; len]),
            _ => Answer::Usual,
        });
        let error = describe(&broker, CallOptions::once(Target::Any)).expect_err("nonsense");
        assert!(matches!(error, Error::Malformed { api: "DescribeCluster", .. }), "{error}");
    }
}

#[test]
fn a_broker_that_does_not_serve_an_api_is_named() {
    let broker = FakeBroker::start(|asked| match asked.api {
        ApiKey::ApiVersions => {
            let nothing = ApiVersionsResponse::default();
            asked.answer(&nothing)
        }
        _ => Answer::Usual,
    });
    let error = describe(&broker, CallOptions::repeatable(Target::Any)).expect_err("it serves nothing");
    assert!(matches!(error, Error::UnsupportedVersion { api: "DescribeCluster", .. }), "{error}");
}
