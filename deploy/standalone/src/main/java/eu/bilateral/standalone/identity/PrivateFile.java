package eu.bilateral.standalone.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Files that only the owner of the process may read: whole or not at all, however suddenly the process ends. */
final class PrivateFile {

    private PrivateFile() {}

    static void write(Path file, String content) throws IOException {
        var directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "A file lies in a directory");
        Files.createDirectories(directory);
        var draft = directory.resolve(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(draft, content, UTF_8);
        Files.move(draft, file, ATOMIC_MOVE, REPLACE_EXISTING);
    }
}
