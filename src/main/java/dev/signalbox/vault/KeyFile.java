package dev.signalbox.vault;

import dev.signalbox.startup.StartRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** The file that keeps a generated master key, readable by its owner only. */
final class KeyFile {
    private static final String NAME = "master.key";
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path folder;
    private final Path file;
    private final boolean posix;

    KeyFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve(NAME);
        this.posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    boolean exists() {
        return Files.exists(file);
    }

    MasterKey read() {
        try {
            refuseIfOthersMayRead();
            return MasterKey.parse(Files.readString(file, StandardCharsets.US_ASCII), "The key file " + file);
        } catch (IOException unreadable) {
            throw new StartRefused(
                    "The key file %s cannot be read by this user. Correct its owner.".formatted(file), unreadable);
        }
    }

    /** Writes the key completely or not at all; when another process was faster, its key is taken. */
    MasterKey create(MasterKey key) {
        try {
            createFolder();
            var draft = Files.createTempFile(folder, NAME, ".new", attributes(OWNER));
            try {
                write(draft, key);
                Files.createLink(file, draft); // unlike a move this never replaces a file
                return key;
            } catch (FileAlreadyExistsException faster) {
                return read();
            } finally {
                Files.delete(draft);
            }
        } catch (IOException unwritable) {
            throw new StartRefused(
                    "The folder %s cannot be written (%s). Correct its owner, or set DATA_DIR to another folder."
                            .formatted(folder, unwritable.getClass().getSimpleName()),
                    unwritable);
        }
    }

    private void createFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static void write(Path draft, MasterKey key) throws IOException {
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap((key.encoded() + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
    }

    private void refuseIfOthersMayRead() throws IOException {
        if (posix && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
            throw new StartRefused(
                    "The key file %s may be read by other users. Run: chmod 600 %s".formatted(file, file));
        }
    }

    private FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
