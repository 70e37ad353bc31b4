"""What is waited for behind the types and functions of libraries: an answer from afar, a database, or something near."""

from __future__ import annotations

from .schema import Known, below, known, known_crates
from .wait_kinds import Waits

_DOCS = "https://docs.rs"
_TOKIO = f"{_DOCS}/tokio/latest/tokio"
_STD = "https://doc.rust-lang.org/std"


# By crate, module, type or function; the nearest around a path holds.
PLACES: tuple[Known[Waits], ...] = (
    *known_crates(
        Waits.SERVICE,
        "reqwest reqwest_middleware awc surf isahc tonic kube octocrab object_store opendal async_nats rusoto_s3",
        "aws_sdk_s3 aws_sdk_dynamodb aws_sdk_sqs aws_sdk_sns aws_sdk_ses aws_sdk_sesv2 aws_sdk_kms aws_sdk_ssm",
        "aws_sdk_secretsmanager aws_sdk_sts aws_sdk_lambda aws_sdk_ec2 aws_sdk_ecs aws_sdk_kinesis aws_sdk_route53",
        "google_cloud_storage azure_storage_blobs bollard elasticsearch web_push lettre hickory_resolver",
    ),
    *known_crates(
        Waits.DATABASE,
        "sqlx diesel_async sea_orm tokio_postgres redis fred mongodb deadpool deadpool_postgres deadpool_redis bb8",
        "surrealdb scylla clickhouse tokio_rusqlite libsql mysql_async tiberius",
    ),
    known(Waits.ELSEWHERE, f"{_TOKIO}/net/index.html", "tokio::net"),
    known(Waits.ELSEWHERE, f"{_TOKIO}/process/index.html", "tokio::process"),
    known(Waits.ELSEWHERE, f"{_TOKIO}/time/index.html", *below("tokio::time", "sleep sleep_until")),
    known(Waits.ELSEWHERE, f"{_TOKIO}/sync/oneshot/struct.Receiver.html", "tokio::sync::oneshot::Receiver"),
    known(Waits.NEAR, f"{_TOKIO}/fs/index.html", "tokio::fs"),
    known(Waits.NEAR, f"{_DOCS}/async-fs/latest/async_fs/", "async_fs"),
    known(Waits.NEAR, f"{_DOCS}/async-std/latest/async_std/fs/index.html", "async_std::fs"),
    known(Waits.NEAR, f"{_TOKIO}/sync/index.html", *below("tokio::sync", "Mutex RwLock mpsc::Sender broadcast::Sender")),
    known(Waits.NEAR, f"{_DOCS}/async-lock/latest/async_lock/", "async_lock"),
    known(Waits.NEAR, f"{_DOCS}/futures/latest/futures/lock/struct.Mutex.html", "futures::lock::Mutex"),
    known(Waits.NOTHING, f"{_STD}/future/fn.ready.html", "std::future::ready"),
    known(Waits.NOTHING, f"{_DOCS}/futures/latest/futures/future/fn.ready.html", "futures::future::ready"),
)  # fmt: skip
