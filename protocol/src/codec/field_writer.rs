//! The common part of the generated streaming writers.

use super::{Encode, EncodeError, EncodeNullable, Sink, VersionRange, Writer};

/// Keeps the fields of one structure in the schema's order while they are written one by one.
#[derive(Debug)]
pub struct FieldWriter<'w, 's, S: ?Sized> {
    writer: &'w mut Writer<'s, S>,
    next: u8,
    elements_left: usize,
    /// This structure's place among those that are open.
    depth: u8,
}

impl<'w, 's, S: Sink + ?Sized> FieldWriter<'w, 's, S> {
    /// Begins a structure.
    pub fn new(writer: &'w mut Writer<'s, S>) -> Self {
        writer.open_structs += 1;
        Self { next: 0, elements_left: 0, depth: writer.open_structs, writer }
    }

    /// Writes the field with this index in the schema, where the version has it.
    pub fn field<T: Encode + ?Sized>(&mut self, index: u8, versions: VersionRange, value: &T) {
        self.step(index);
        if versions.contains(self.writer.version()) {
            self.writer.put(value);
        }
    }

    /// As [`FieldWriter::field`] for one that can be null in some versions only.
    pub fn nullable<T: EncodeNullable>(
        &mut self,
        index: u8,
        versions: VersionRange,
        nullable: VersionRange,
        value: Option<T>,
    ) {
        self.step(index);
        let version = self.writer.version();
        if versions.contains(version) {
            self.writer.put_nullable(&value, nullable.contains(version));
        }
    }

    /// Announces `count` elements, or null. A version without the field takes none, whatever was announced.
    pub fn array(&mut self, index: u8, versions: VersionRange, nullable: VersionRange, count: Option<usize>) {
        self.step(index);
        let version = self.writer.version();
        if !versions.contains(version) {
            if count.is_some_and(|count| count > 0) {
                self.out_of_order(index);
            }
            return;
        }
        if count.is_none() && !nullable.contains(version) {
            self.writer.fail(EncodeError::UnexpectedNull(version));
        }
        self.writer.put_array_len(count);
        self.elements_left = count.unwrap_or(0);
    }

    /// Begins the next element of the array that was announced last.
    pub fn element(&mut self, index: u8) -> FieldWriter<'_, 's, S> {
        match self.elements_left.checked_sub(1) {
            Some(left) if self.next == index + 1 && self.writer.open_structs == self.depth => {
                self.elements_left = left
            }
            _ => self.out_of_order(index),
        }
        FieldWriter::new(self.writer)
    }

    /// Writes the length of a records field; the bytes follow from the caller.
    pub fn bytes_len(&mut self, index: u8, versions: VersionRange, len: usize) {
        self.step(index);
        if versions.contains(self.writer.version()) {
            self.writer.put_bytes_len(Some(len));
        }
    }

    /// Ends the structure, which has `count` fields, and gives the writer back for its tagged fields.
    pub fn end(&mut self, count: u8) -> &mut Writer<'s, S> {
        if !self.is_at(count) {
            self.out_of_order(self.next);
        }
        self.writer.open_structs = self.depth - 1;
        self.writer
    }

    /// The version being written.
    pub fn version(&self) -> i16 {
        self.writer.version()
    }

    /// The sink, to put something between two fields.
    pub fn sink(&mut self) -> &mut S {
        self.writer.sink()
    }

    fn step(&mut self, index: u8) {
        if !self.is_at(index) {
            self.out_of_order(index);
        }
        self.next = index + 1;
    }

    /// Whether the field with this index is next: nothing is missing before it, and nothing inside is open.
    fn is_at(&self, index: u8) -> bool {
        self.next == index && self.elements_left == 0 && self.writer.open_structs == self.depth
    }

    #[cold]
    fn out_of_order(&mut self, index: u8) {
        debug_assert!(
            false,
            "field {index} out of order: expected {}, {} elements left",
            self.next, self.elements_left
        );
        self.writer.fail(EncodeError::FieldOrder(index));
    }
}
