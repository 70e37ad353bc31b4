//! What a call may be given is said by its signature, in another file.

mod codec;

use codec::{Codec, Line, Packet, note, send};

pub async fn announce(late: bool) -> usize {
    if late { //~ duplicate-await-arms
        send("421 too late".into()).await
    } else {
        send(format!("220 {}", 1)).await
    }
}

pub async fn open(plain: bool) -> usize {
    if plain {
        Codec::new(Line, 1).await.size()
    } else {
        Codec::new(Packet(4), 2).await.size()
    }
}

pub async fn tell(late: bool) {
    if late {
        note(Line).await
    } else {
        note(Packet(1)).await
    }
}

pub async fn resize(codec: &mut Codec<Packet>, large: bool) {
    if large { //~ duplicate-await-arms
        codec.put(Packet(1 << 20)).await
    } else {
        codec.put(Packet(1)).await
    }
}
