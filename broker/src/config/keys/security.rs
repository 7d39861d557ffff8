//! Broker keys: TLS, SASL, tokens and authorization.

use super::super::declaration::{
    Declaration, Valid, boolean, class, double, int, list, long, password, short, string,
};

/// Sorted by name.
pub(super) const SECURITY: &[Declaration] = &[
    string("authorizer.class.name", Some(""), "Class that decides who may do what.").low(),
    int(
        "connection.failed.authentication.delay.ms",
        Some("100"),
        "Delay before a connection that failed authentication is closed.",
    )
    .at_least(0)
    .low(),
    long(
        "connections.max.reauth.ms",
        Some("0"),
        "Longest life of a SASL session before the client must authenticate again; 0 is unlimited.",
    ),
    long(
        "delegation.token.expiry.check.interval.ms",
        Some("3600000"),
        "Time between scans for expired delegation tokens.",
    )
    .at_least(1)
    .low(),
    long(
        "delegation.token.expiry.time.ms",
        Some("86400000"),
        "Time after which a delegation token must be renewed.",
    )
    .at_least(1),
    long(
        "delegation.token.max.lifetime.ms",
        Some("604800000"),
        "Longest life of a delegation token, renewals included.",
    )
    .at_least(1),
    password("delegation.token.secret.key", None, "Key that signs delegation tokens."),
    class(
        "principal.builder.class",
        Some("org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder"),
        "Class that makes a principal from a connection.",
    )
    .per_broker(),
    class("sasl.client.callback.handler.class", None, "Class of SASL client callbacks."),
    list("sasl.enabled.mechanisms", Some("GSSAPI"), "SASL mechanisms that clients may use.").per_broker(),
    password("sasl.jaas.config", None, "JAAS login context of SASL.").per_broker(),
    string("sasl.kerberos.kinit.cmd", Some("/usr/bin/kinit"), "Path of kinit.").per_broker(),
    long(
        "sasl.kerberos.min.time.before.relogin",
        Some("60000"),
        "Shortest time between two Kerberos logins.",
    )
    .per_broker(),
    list(
        "sasl.kerberos.principal.to.local.rules",
        Some("DEFAULT"),
        "Rules that map Kerberos principals to short names.",
    )
    .per_broker(),
    string("sasl.kerberos.service.name", None, "Kerberos name of the brokers.").per_broker(),
    double(
        "sasl.kerberos.ticket.renew.jitter",
        Some("0.05"),
        "Random share added to the renewal time of a Kerberos ticket.",
    )
    .per_broker(),
    double(
        "sasl.kerberos.ticket.renew.window.factor",
        Some("0.8"),
        "Share of a Kerberos ticket's life after which it is renewed.",
    )
    .per_broker(),
    class("sasl.login.callback.handler.class", None, "Class of SASL login callbacks."),
    class("sasl.login.class", None, "Class of the SASL login."),
    int("sasl.login.connect.timeout.ms", None, "Time to connect to an identity provider.").low(),
    int("sasl.login.read.timeout.ms", None, "Time to read from an identity provider.").low(),
    short(
        "sasl.login.refresh.buffer.seconds",
        Some("300"),
        "Time before a credential's end at which it is refreshed at the latest.",
    )
    .per_broker(),
    short(
        "sasl.login.refresh.min.period.seconds",
        Some("60"),
        "Shortest time between refreshes of a credential.",
    )
    .per_broker(),
    double(
        "sasl.login.refresh.window.factor",
        Some("0.8"),
        "Share of a credential's life after which it is refreshed.",
    )
    .per_broker(),
    double(
        "sasl.login.refresh.window.jitter",
        Some("0.05"),
        "Random share added to the refresh time of a credential.",
    )
    .per_broker(),
    long(
        "sasl.login.retry.backoff.max.ms",
        Some("10000"),
        "Longest back-off between logins at an identity provider.",
    )
    .low(),
    long(
        "sasl.login.retry.backoff.ms",
        Some("100"),
        "First back-off between logins at an identity provider.",
    )
    .low(),
    string("sasl.mechanism.controller.protocol", Some("GSSAPI"), "SASL mechanism towards controllers.")
        .high(),
    string("sasl.mechanism.inter.broker.protocol", Some("GSSAPI"), "SASL mechanism between brokers.")
        .per_broker(),
    boolean(
        "sasl.oauthbearer.allow.unverified.audience",
        Some("false"),
        "Accept tokens without checking their audience.",
    ),
    boolean(
        "sasl.oauthbearer.allow.unverified.issuer",
        Some("false"),
        "Accept tokens without checking their issuer.",
    ),
    string(
        "sasl.oauthbearer.assertion.algorithm",
        Some("RS256"),
        "Algorithm that signs the client's assertion.",
    )
    .valid(Valid::OneOfIgnoringCase(&["ES256", "RS256"])),
    string("sasl.oauthbearer.assertion.claim.aud", None, "Audience claim of the client's assertion."),
    int(
        "sasl.oauthbearer.assertion.claim.exp.seconds",
        Some("300"),
        "Seconds after which the client's assertion expires.",
    )
    .between(0, 86_400)
    .low(),
    string("sasl.oauthbearer.assertion.claim.iss", None, "Issuer claim of the client's assertion."),
    boolean(
        "sasl.oauthbearer.assertion.claim.jti.include",
        Some("false"),
        "Give the client's assertion a unique id.",
    ),
    int(
        "sasl.oauthbearer.assertion.claim.nbf.seconds",
        Some("60"),
        "Seconds in the past from which the client's assertion is valid.",
    )
    .between(0, 3600)
    .low(),
    string("sasl.oauthbearer.assertion.claim.sub", None, "Subject claim of the client's assertion."),
    string("sasl.oauthbearer.assertion.file", None, "File that holds a ready-made assertion."),
    string(
        "sasl.oauthbearer.assertion.private.key.file",
        None,
        "File of the key that signs the client's assertion.",
    ),
    password(
        "sasl.oauthbearer.assertion.private.key.passphrase",
        None,
        "Passphrase of the key that signs the client's assertion.",
    ),
    string(
        "sasl.oauthbearer.assertion.template.file",
        None,
        "File with headers and claims of the client's assertion.",
    ),
    string("sasl.oauthbearer.client.credentials.client.id", None, "Client id at the identity provider."),
    password(
        "sasl.oauthbearer.client.credentials.client.secret",
        None,
        "Client secret at the identity provider.",
    ),
    int(
        "sasl.oauthbearer.clock.skew.seconds",
        Some("30"),
        "Difference of clocks that is tolerated between identity provider and broker.",
    )
    .low(),
    list("sasl.oauthbearer.expected.audience", Some(""), "Audiences that a token may be issued for.").high(),
    string("sasl.oauthbearer.expected.issuer", None, "Issuer that a token must have.").high(),
    long(
        "sasl.oauthbearer.jwks.endpoint.refresh.ms",
        Some("3600000"),
        "Time between refreshes of the provider's keys.",
    )
    .low(),
    long(
        "sasl.oauthbearer.jwks.endpoint.retry.backoff.max.ms",
        Some("10000"),
        "Longest back-off between fetches of the provider's keys.",
    )
    .low(),
    long(
        "sasl.oauthbearer.jwks.endpoint.retry.backoff.ms",
        Some("100"),
        "First back-off between fetches of the provider's keys.",
    )
    .low(),
    string("sasl.oauthbearer.jwks.endpoint.url", None, "Where the provider's keys are found."),
    class(
        "sasl.oauthbearer.jwt.retriever.class",
        Some("org.apache.kafka.common.security.oauthbearer.DefaultJwtRetriever"),
        "Class that gets tokens.",
    ),
    class(
        "sasl.oauthbearer.jwt.validator.class",
        Some("org.apache.kafka.common.security.oauthbearer.DefaultJwtValidator"),
        "Class that checks tokens.",
    ),
    string("sasl.oauthbearer.scope", None, "Scope that is asked for in a token request."),
    string("sasl.oauthbearer.scope.claim.name", Some("scope"), "Claim that holds a token's scope.").low(),
    string("sasl.oauthbearer.sub.claim.name", Some("sub"), "Claim that holds a token's subject.").low(),
    string("sasl.oauthbearer.token.endpoint.url", None, "Where tokens are issued."),
    class("sasl.server.callback.handler.class", None, "Class of SASL server callbacks."),
    int(
        "sasl.server.max.receive.size",
        Some("524288"),
        "Most bytes of a request during SASL authentication.",
    ),
    string("security.inter.broker.protocol", Some("PLAINTEXT"), "Security protocol between brokers.")
        .one_of(&["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]),
    string("security.providers", None, "Classes of security providers.").low(),
    boolean(
        "ssl.allow.dn.changes",
        Some("false"),
        "Allow another distinguished name when certificates change.",
    )
    .low(),
    boolean(
        "ssl.allow.san.changes",
        Some("false"),
        "Allow other alternative names when certificates change.",
    )
    .low(),
    list("ssl.cipher.suites", Some(""), "TLS cipher suites.").per_broker(),
    string("ssl.client.auth", Some("none"), "Whether clients must show a certificate.")
        .one_of(&["required", "requested", "none"])
        .per_broker(),
    list("ssl.enabled.protocols", Some("TLSv1.2,TLSv1.3"), "TLS versions that are enabled.").per_broker(),
    string(
        "ssl.endpoint.identification.algorithm",
        Some("https"),
        "How the server's name is checked against its certificate.",
    )
    .low()
    .per_broker(),
    class("ssl.engine.factory.class", None, "Class that makes TLS engines.").low().per_broker(),
    password("ssl.key.password", None, "Password of the private key.").per_broker(),
    string("ssl.keymanager.algorithm", Some("SunX509"), "Algorithm of the key manager.").per_broker(),
    password("ssl.keystore.certificate.chain", None, "Certificate chain in PEM.").per_broker(),
    password("ssl.keystore.key", None, "Private key in PEM.").per_broker(),
    string("ssl.keystore.location", None, "File of the key store.").per_broker(),
    password("ssl.keystore.password", None, "Password of the key store.").per_broker(),
    string("ssl.keystore.type", Some("JKS"), "Format of the key store.").per_broker(),
    string("ssl.principal.mapping.rules", Some("DEFAULT"), "Rules that map certificate names to principals.")
        .low(),
    string("ssl.protocol", Some("TLSv1.3"), "TLS version of the context.").per_broker(),
    string("ssl.provider", None, "Security provider of TLS.").per_broker(),
    string("ssl.secure.random.implementation", None, "Random generator of TLS.").low().per_broker(),
    string("ssl.trustmanager.algorithm", Some("PKIX"), "Algorithm of the trust manager.").per_broker(),
    password("ssl.truststore.certificates", None, "Trusted certificates in PEM.").per_broker(),
    string("ssl.truststore.location", None, "File of the trust store.").per_broker(),
    password("ssl.truststore.password", None, "Password of the trust store.").per_broker(),
    string("ssl.truststore.type", Some("JKS"), "Format of the trust store.").per_broker(),
];
