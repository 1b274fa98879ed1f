//! As little of a client as HTTP/1.1 allows: what it costs is not the server's fault.

use std::net::SocketAddr;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// One open connection.
pub struct Client {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Client {
    /// Connects.
    pub async fn connect(at: SocketAddr) -> std::io::Result<Self> {
        let stream = TcpStream::connect(at).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, read: Vec::with_capacity(16 * 1_024) })
    }

    /// Sends a request and reads the whole answer.
    ///
    /// # Errors
    /// Where the answer has another status, or no length.
    pub async fn ask(&mut self, request: &[u8], status: &str) -> Result<(), String> {
        self.stream.write_all(request).await.map_err(|error| error.to_string())?;
        self.read.clear();
        let whole = loop {
            if self.stream.read_buf(&mut self.read).await.map_err(|error| error.to_string())? == 0 {
                return Err("the server hung up".to_owned());
            }
            if let Some(end) = self.read.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4 + self.length(end)?;
            }
        };
        while self.read.len() < whole {
            if self.stream.read_buf(&mut self.read).await.map_err(|error| error.to_string())? == 0 {
                return Err("the server hung up".to_owned());
            }
        }
        if self.read.get(9..12) == Some(status.as_bytes()) {
            return Ok(());
        }
        Err(String::from_utf8_lossy(&self.read).into_owned())
    }

    fn length(&self, end: usize) -> Result<usize, String> {
        let head = String::from_utf8_lossy(&self.read[..end]).to_ascii_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
        length.ok_or_else(|| format!("an answer without a length: {head}"))
    }
}
