use super::BankBill;
use crate::kernel::bill::NotABill;
use crate::kernel::{BillId, PaymentId, Rial};

/// The number of an invoice: the Solar Hijri year and the running number in it, `F-1405-000123`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvoiceNumber {
    /// The Solar Hijri year in which it is issued.
    pub year: i32,
    /// From 1 up within the year.
    pub serial: u32,
}

impl InvoiceNumber {
    /// A number as it is written; none where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, serial) = text.strip_prefix("F-")?.split_once('-')?;
        Some(Self { year: year.parse().ok()?, serial: serial.parse().ok()? })
    }

    /// The bill and payment id by which any bank takes this amount. The serial is the file, so that
    /// two invoices within ten years never share both ids.
    ///
    /// # Errors
    /// [`NotABill`] where serial, organisation or amount do not fit such ids.
    pub fn bank_bill(self, organisation: u16, total: Rial) -> Result<BankBill, NotABill> {
        let bill_id = BillId::municipal(self.serial, organisation)?;
        // The remainder of a division by ten is one digit.
        let year = u8::try_from(self.year.rem_euclid(10)).map_err(|_| NotABill::Period)?;
        Ok(BankBill { payment_ref: PaymentId::of(&bill_id, total, year, 1)?, bill_id })
    }
}

impl std::fmt::Display for InvoiceNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "F-{}-{:06}", self.year, self.serial)
    }
}
