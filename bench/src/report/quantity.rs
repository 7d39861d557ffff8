//! What can be measured in one run, each with the unit in which it is told.

/// A kind of figure. Its name is its key in JSON files, so names stay.
#[derive(Copy, Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Quantity {
    /// Records acknowledged (with acks=0: handed to the socket) per second.
    ProduceRate,
    /// Bytes of values written. The slides' MB are these.
    ProduceThroughput,
    /// Records read per second, over all readers.
    ReadRate,
    /// Bytes of values read.
    ReadThroughput,
    /// Produce requests per second.
    RequestRate,
    /// Broker's processor time per million records that went in or out.
    BrokerPerMillion,
    /// Broker's processor time per GiB of values that went in or out.
    BrokerPerGib,
    /// Broker's processor time per produce request.
    BrokerPerRequest,
    /// Share of the broker's processor that it used.
    BrokerShare,
    /// Share of the generator's processor that it used.
    ClientShare,
    /// Share of the time in which the disk of the data folder had something to do.
    DiskShare,
    /// Share of a stated rate of the network.
    NetworkShare,
    /// Processor time of everybody else on the machine (the kernel's writing to the disk too), as a share of one processor.
    OthersShare,
    /// Send to acknowledgement; in open loops from the intended moment.
    AckP50,
    /// As [`Self::AckP50`].
    AckP99,
    /// As [`Self::AckP50`].
    AckP999,
    /// As [`Self::AckP50`].
    AckMax,
    /// Send (in open loops: intended moment) to arrival at a reader.
    EndP50,
    /// As [`Self::EndP50`].
    EndP99,
    /// As [`Self::EndP50`].
    EndP999,
    /// As [`Self::EndP50`].
    EndP9999,
    /// As [`Self::EndP50`].
    EndMax,
    /// One request after the other: the mean round trip less the generator's own processor time in it.
    WaitPerRequest,
    /// System calls of the broker per produce request.
    SystemCalls,
    /// Operations submitted to io_uring per produce request.
    RingOperations,
    /// Flushes that the file system asked of the disk, per produce request.
    DiskFlushes,
    /// Times that a thread of the broker waited, per second.
    SwitchesVoluntary,
    /// Times that a thread of the broker was interrupted, per second.
    SwitchesInvoluntary,
    /// Rate of the last third of a run, as a share of the first third's.
    Flatness,
    /// From the start of the process to the first answer to a client.
    StartTime,
    /// From the start of the process until it has told the end of every partition.
    ReadyTime,
    /// Resident memory.
    Resident,
    /// Processor time of an idle broker, as a share of one processor.
    IdleShare,
}

/// Which way is better.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum Better {
    /// Costs and latencies.
    Less,
    /// Rates.
    More,
    /// Shares say what limited a run; they are neither good nor bad.
    Neither,
}

impl Quantity {
    /// Name, unit and direction in one table.
    const fn row(self) -> (&'static str, &'static str, Better) {
        use Better::{Less, More, Neither};
        match self {
            Self::ProduceRate => ("written", "records/s", More),
            Self::ProduceThroughput => ("written bytes", "MiB/s", More),
            Self::ReadRate => ("read", "records/s", More),
            Self::ReadThroughput => ("read bytes", "MiB/s", More),
            Self::RequestRate => ("produce requests", "/s", More),
            Self::BrokerPerMillion => ("broker CPU per million records", "s", Less),
            Self::BrokerPerGib => ("broker CPU per GiB", "s", Less),
            Self::BrokerPerRequest => ("broker CPU per request", "µs", Less),
            Self::BrokerShare => ("broker CPU", "%", Neither),
            Self::ClientShare => ("generator CPU", "%", Neither),
            Self::DiskShare => ("disk busy", "%", Neither),
            Self::NetworkShare => ("network", "%", Neither),
            Self::OthersShare => ("others' CPU", "%", Neither),
            Self::AckP50 => ("acknowledged p50", "ms", Less),
            Self::AckP99 => ("acknowledged p99", "ms", Less),
            Self::AckP999 => ("acknowledged p99.9", "ms", Less),
            Self::AckMax => ("acknowledged max", "ms", Less),
            Self::EndP50 => ("end to end p50", "ms", Less),
            Self::EndP99 => ("end to end p99", "ms", Less),
            Self::EndP999 => ("end to end p99.9", "ms", Less),
            Self::EndP9999 => ("end to end p99.99", "ms", Less),
            Self::EndMax => ("end to end max", "ms", Less),
            Self::WaitPerRequest => ("round trip less generator CPU", "µs", Less),
            Self::SystemCalls => ("system calls per request", "", Less),
            Self::RingOperations => ("io_uring operations per request", "", Less),
            Self::DiskFlushes => ("disk flushes per request", "", Less),
            Self::SwitchesVoluntary => ("voluntary context switches", "/s", Less),
            Self::SwitchesInvoluntary => ("involuntary context switches", "/s", Less),
            Self::Flatness => ("last third against first", "%", More),
            Self::StartTime => ("start to first answer", "s", Less),
            Self::ReadyTime => ("start until every partition answers", "s", Less),
            Self::Resident => ("resident memory", "MiB", Less),
            Self::IdleShare => ("idle CPU", "%", Less),
        }
    }

    /// For people, and as key in JSON.
    pub const fn name(self) -> &'static str {
        self.row().0
    }

    /// Empty where it is a plain number.
    pub const fn unit(self) -> &'static str {
        self.row().1
    }

    /// Which way is better.
    pub const fn better(self) -> Better {
        self.row().2
    }

    /// A value with as many digits as it deserves, and the unit.
    pub fn tell(self, value: f64) -> String {
        let unit = self.unit();
        let gap = if unit.is_empty() || unit.starts_with('/') || unit == "%" { "" } else { " " };
        format!("{}{gap}{unit}", digits(value))
    }
}

/// Three significant digits below 1,000, whole numbers with separators above.
pub fn digits(value: f64) -> String {
    match value.abs() {
        size if !size.is_finite() => "–".to_owned(),
        size if size >= 1000.0 => grouped(value),
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 1.0 || size == 0.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

fn grouped(value: f64) -> String {
    let plain = format!("{:.0}", value.abs());
    let mut text = String::from(if value < 0.0 { "-" } else { "" });
    for (index, digit) in plain.chars().enumerate() {
        if index > 0 && (plain.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_the_digits_they_deserve() {
        for (value, text) in [
            (2_024_032.4, "2,024,032"),
            (1000.0, "1,000"),
            (-12_345.0, "-12,345"),
            (999.4, "999"),
            (78.31, "78.3"),
            (1.0, "1.00"),
            (0.0, "0.00"),
            (0.0234, "0.023"),
            (f64::NAN, "–"),
        ] {
            assert_eq!(digits(value), text);
        }
        assert_eq!(Quantity::ProduceRate.tell(821_557.0), "821,557 records/s");
        assert_eq!(Quantity::BrokerShare.tell(98.2), "98.2%");
    }
}
