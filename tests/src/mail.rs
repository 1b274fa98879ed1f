//! A mail server that speaks SMTP over TCP and keeps what it takes.

use mailin::response::OK;
use mailin::{Action, Handler, Response, SessionBuilder};
use mailparse::{MailHeaderMap as _, ParsedMail, parse_mail};
use notifier::SmtpMessenger;
use std::io::{self, BufRead as _, BufReader};
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// The sender of all mail.
pub const SENDER: &str = "Parvaneh <taxi@example.org>";

/// A mail as it was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Who gets it, by the envelope.
    pub to: Vec<String>,
    /// Its id.
    pub message_id: String,
    /// Its subject, decoded.
    pub subject: String,
    /// Its kind.
    pub kind: String,
    /// Its parts, decoded: kind and text, in their order.
    pub parts: Vec<(String, String)>,
}

impl Mail {
    /// The part for programs that show no HTML.
    pub fn text(&self) -> &str {
        &self.parts[0].1
    }

    /// The part for those that do.
    pub fn html(&self) -> &str {
        &self.parts[1].1
    }

    fn read(to: Vec<String>, raw: &[u8]) -> Self {
        let mail = parse_mail(raw).expect("a mail");
        let header = |name: &str| mail.headers.get_first_value(name).unwrap_or_default();
        let part = |part: &ParsedMail<'_>| (part.ctype.mimetype.clone(), part.get_body().expect("a text").replace("\r\n", "\n"));
        Self {
            to,
            message_id: header("message-id"),
            subject: header("subject"),
            kind: mail.ctype.mimetype.clone(),
            parts: mail.subparts.iter().map(part).collect(),
        }
    }
}

/// The server, listening. Dropped, it listens no more.
pub struct MailServer {
    address: SocketAddr,
    taken: Arc<Mutex<Vec<Mail>>>,
    refusal: Arc<AtomicU16>,
    ended: Arc<AtomicBool>,
    listening: Option<JoinHandle<()>>,
}

impl MailServer {
    /// Starts on a port of its own.
    ///
    /// # Panics
    /// Where no port is free.
    pub fn start() -> Self {
        Self::listen(TcpListener::bind("127.0.0.1:0").expect("a port is free"))
    }

    /// Starts on the port that another one had.
    ///
    /// # Panics
    /// Where it is taken.
    pub fn start_at(address: SocketAddr) -> Self {
        Self::listen(TcpListener::bind(address).expect("the port is free again"))
    }

    fn listen(listener: TcpListener) -> Self {
        let address = listener.local_addr().expect("it listens");
        let (taken, refusal, ended) = (Arc::default(), Arc::new(AtomicU16::new(0)), Arc::new(AtomicBool::new(false)));
        let desk = Desk { taken: Arc::clone(&taken), refusal: Arc::clone(&refusal), to: Vec::new(), data: Vec::new() };
        let over = Arc::clone(&ended);
        let listening = std::thread::spawn(move || {
            for caller in listener.incoming() {
                if over.load(Ordering::Acquire) {
                    break;
                }
                let (Ok(caller), desk) = (caller, desk.clone()) else { continue };
                // Who hangs up in the middle is no fault of the server's.
                std::thread::spawn(move || drop(serve(&caller, desk)));
            }
        });
        Self { address, taken, refusal, ended, listening: Some(listening) }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What sends mail here.
    ///
    /// # Panics
    /// Never: the address is a good one.
    pub fn messenger(&self) -> SmtpMessenger {
        let url = format!("smtp://{}", self.address);
        SmtpMessenger::new(Some(&url), Some(SENDER)).expect("good settings").expect("both are set")
    }

    /// From now on every recipient is refused with this reply; 0 takes them again.
    pub fn refuse(&self, reply: u16) {
        self.refusal.store(reply, Ordering::Release);
    }

    /// Everything that was taken, the oldest first.
    pub fn taken(&self) -> Vec<Mail> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The only mail with this subject.
    ///
    /// # Panics
    /// Where there is none, or another one too.
    #[track_caller]
    pub fn only(&self, subject: &str) -> Mail {
        let taken = self.taken();
        let mut found = taken.iter().filter(|mail| mail.subject == subject);
        let mail = found.next().unwrap_or_else(|| panic!("no mail {subject:?} among {:?}", taken.iter().map(|mail| &mail.subject).collect::<Vec<_>>()));
        assert!(found.next().is_none(), "{subject:?} came twice");
        mail.clone()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Release);
        // Wakes the listener, so that it sees that it is over.
        drop(TcpStream::connect(self.address));
        if let Some(listening) = self.listening.take() {
            // A panic there has been printed.
            drop(listening.join());
        }
    }
}

fn serve(caller: &TcpStream, desk: Desk) -> io::Result<()> {
    let mut session = SessionBuilder::new("mail.example.org").build(caller.peer_addr()?.ip(), desk);
    let mut out = caller;
    session.greeting().write_to(&mut out)?;
    let mut lines = BufReader::new(caller);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        let reply = session.process(&line);
        line.clear();
        if reply.action != Action::NoReply {
            reply.write_to(&mut out)?;
        }
        if reply.action == Action::Close {
            break;
        }
    }
    Ok(())
}

#[derive(Clone)]
struct Desk {
    taken: Arc<Mutex<Vec<Mail>>>,
    refusal: Arc<AtomicU16>,
    to: Vec<String>,
    data: Vec<u8>,
}

impl Handler for Desk {
    fn rcpt(&mut self, _: &str) -> Response {
        match self.refusal.load(Ordering::Acquire) {
            0 => OK,
            reply => Response::custom(reply, "not now, driver@example.org".to_owned()),
        }
    }

    fn data_start(&mut self, _: &str, _: &str, _: bool, to: &[String]) -> Response {
        (self.to, self.data) = (to.to_vec(), Vec::new());
        OK
    }

    fn data(&mut self, line: &[u8]) -> io::Result<()> {
        self.data.extend_from_slice(line);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let mail = Mail::read(std::mem::take(&mut self.to), &self.data);
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).push(mail);
        OK
    }

    fn helo(&mut self, _: IpAddr, _: &str) -> Response {
        OK
    }
}
