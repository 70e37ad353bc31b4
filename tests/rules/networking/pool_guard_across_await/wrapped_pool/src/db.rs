use sqlx::pool::PoolConnection;
use sqlx::{PgPool, Postgres};

#[derive(Clone)]
pub struct Db(PgPool);

/// A connection that goes back when it is dropped.
pub struct DbConn {
    pub inner: PoolConnection<Postgres>,
}

impl Db {
    pub async fn get(&self) -> Result<DbConn, sqlx::Error> {
        let inner = self.0.acquire().await?;
        Ok(DbConn { inner })
    }
}

pub struct User {
    pub id: i64,
}

impl User {
    pub async fn touch(&self, conn: &mut DbConn) -> Result<(), sqlx::Error> {
        sqlx::query("UPDATE users SET seen = now() WHERE id = $1").bind(self.id).execute(&mut *conn.inner).await?;
        Ok(())
    }
}
