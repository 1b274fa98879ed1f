use crate::kernel::Refusal;

/// Why an invoice's command was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvoiceError {
    /// It was never issued.
    #[error("there is no such invoice")]
    Absent,
    /// It exists.
    #[error("this invoice is issued already")]
    AlreadyIssued,
    /// It is paid.
    #[error("this invoice is paid already")]
    AlreadyPaid,
    /// It is owed no longer.
    #[error("this invoice was cancelled")]
    Cancelled,
    /// Nobody owes nothing in particular.
    #[error("an invoice has at least one item")]
    NoItems,
    /// No gateway and no bank takes such an amount.
    #[error("an invoice's total is in whole thousands of Rial, and nothing or 10,000 Rial at least")]
    TotalNotPayable,
    /// A voucher was taken off.
    #[error("a voucher was taken off this invoice already")]
    VoucherAlreadyApplied,
    /// So little can't be taken off.
    #[error("nothing can be taken off this invoice")]
    NothingToTakeOff,
    /// Something else was paid than is owed.
    #[error("the amount that was paid is not the invoice's total")]
    AmountDiffers,
}

impl Refusal for InvoiceError {
    fn code(&self) -> &'static str {
        match self {
            Self::Absent => "invoice-absent",
            Self::AlreadyIssued => "invoice-already-issued",
            Self::AlreadyPaid => "invoice-already-paid",
            Self::Cancelled => "invoice-cancelled",
            Self::NoItems => "invoice-without-items",
            Self::TotalNotPayable => "invoice-total-not-payable",
            Self::VoucherAlreadyApplied => "voucher-already-applied",
            Self::NothingToTakeOff => "voucher-nothing-to-take-off",
            Self::AmountDiffers => "invoice-amount-differs",
        }
    }
}
