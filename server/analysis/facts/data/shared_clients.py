"""Clients and pools that are handles: a clone is another handle of the same connections, made by counting."""

from __future__ import annotations

from .schema import Known, known

_AWS = (
    "s3", "dynamodb", "sqs", "sns", "ses", "sesv2", "kms", "secretsmanager", "ssm", "sts", "lambda", "ec2", "ecs", "ecr",
    "kinesis", "firehose", "cloudwatch", "cloudwatchlogs", "cognitoidentityprovider", "eventbridge", "sfn",
    "bedrockruntime", "rekognition", "textract", "polly", "route53", "iam", "dynamodbstreams",
)  # fmt: skip

HANDLES: tuple[Known[str], ...] = (
    known("an HTTP client", "https://docs.rs/reqwest/latest/reqwest/struct.Client.html", "reqwest::Client"),
    known(
        "an HTTP client",
        "https://docs.rs/reqwest/latest/reqwest/blocking/struct.Client.html",
        "reqwest::blocking::Client",
    ),
    known(
        "an HTTP client",
        "https://docs.rs/reqwest-middleware/latest/reqwest_middleware/struct.ClientWithMiddleware.html",
        "reqwest_middleware::ClientWithMiddleware",
    ),
    known(
        "an HTTP client",
        "https://docs.rs/hyper/0.14/hyper/client/struct.Client.html",
        "hyper::Client",
        "hyper::client::Client",
        versions="<1",
    ),
    known(
        "an HTTP client",
        "https://docs.rs/hyper-util/latest/hyper_util/client/legacy/struct.Client.html",
        "hyper_util::client::legacy::Client",
    ),
    known(
        "a gRPC channel",
        "https://docs.rs/tonic/latest/tonic/transport/struct.Channel.html",
        "tonic::transport::Channel",
    ),
    known(
        "an AWS client",
        "https://docs.aws.amazon.com/sdk-for-rust/latest/dg/concurrency.html",
        *(f"aws_sdk_{service}::Client" for service in _AWS),
    ),
    known("a NATS client", "https://docs.rs/async-nats/latest/async_nats/struct.Client.html", "async_nats::Client"),
    known("a MongoDB client", "https://docs.rs/mongodb/latest/mongodb/struct.Client.html", "mongodb::Client"),
    known("a Kubernetes client", "https://docs.rs/kube/latest/kube/struct.Client.html", "kube::Client"),
    known(
        "a pipelined redis connection",
        "https://docs.rs/redis/latest/redis/aio/struct.MultiplexedConnection.html",
        "redis::aio::MultiplexedConnection",
    ),
    known(
        "a pipelined redis connection",
        "https://docs.rs/redis/latest/redis/aio/struct.ConnectionManager.html",
        "redis::aio::ConnectionManager",
    ),
    known(
        "a connection pool",
        "https://docs.rs/sqlx/latest/sqlx/struct.Pool.html",
        "sqlx::Pool",
        "sqlx::PgPool",
        "sqlx::MySqlPool",
        "sqlx::SqlitePool",
        "sqlx::AnyPool",
        "sqlx::postgres::PgPool",
        "sqlx::mysql::MySqlPool",
        "sqlx::sqlite::SqlitePool",
    ),
    known("a connection pool", "https://docs.rs/bb8/latest/bb8/struct.Pool.html", "bb8::Pool"),
    known("a connection pool", "https://docs.rs/r2d2/latest/r2d2/struct.Pool.html", "r2d2::Pool"),
    known(
        "a connection pool",
        "https://docs.rs/deadpool/latest/deadpool/managed/struct.Pool.html",
        "deadpool::managed::Pool",
    ),
    known(
        "a connection pool",
        "https://docs.rs/deadpool-postgres/latest/deadpool_postgres/type.Pool.html",
        "deadpool_postgres::Pool",
    ),
    known(
        "a connection pool",
        "https://docs.rs/deadpool-redis/latest/deadpool_redis/type.Pool.html",
        "deadpool_redis::Pool",
    ),
)
