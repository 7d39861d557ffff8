//! What both real backends do the same way.

/// Forwards [`crate::FileSystem`] to the field `files` of a backend.
macro_rules! forward_file_system {
    ($backend:ty) => {
        impl crate::FileSystem for $backend {
            crate::real_backend::forward! {
                open(path: &std::path::Path, options: crate::OpenOptions) -> crate::File;
                file_len(file: &crate::File) -> u64;
                read_at(file: &crate::File, position: u64, into: &mut [u8]) -> usize;
                write_at(file: &crate::File, position: u64, bytes: &[u8]) -> ();
                allocate(file: &crate::File, position: u64, len: u64) -> ();
                trim(file: &crate::File) -> ();
                set_len(file: &crate::File, len: u64) -> ();
                sync(file: &crate::File) -> ();
                sync_directory(directory: &std::path::Path) -> ();
                rename(from: &std::path::Path, to: &std::path::Path) -> ();
                remove_file(path: &std::path::Path) -> ();
                remove_directory(path: &std::path::Path) -> ();
                create_directory(path: &std::path::Path) -> ();
                list(directory: &std::path::Path) -> Vec<crate::DirectoryEntry>;
                exists(path: &std::path::Path) -> bool;
                modified_ms(file: &crate::File) -> i64;
                space(path: &std::path::Path) -> crate::Space;
                lock(path: &std::path::Path) -> crate::FileLock;
            }
        }
    };
}

macro_rules! forward {
    ($($name:ident($($argument:ident: $type:ty),*) -> $result:ty;)*) => {
        $(fn $name(&mut self, $($argument: $type),*) -> std::io::Result<$result> {
            self.files.$name($($argument),*)
        })*
    };
}

pub(crate) use {forward, forward_file_system};
