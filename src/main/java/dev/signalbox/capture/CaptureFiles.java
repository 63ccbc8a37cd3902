package dev.signalbox.capture;

import dev.signalbox.vault.SealedText;
import dev.signalbox.vault.Secret;
import dev.signalbox.vault.Vault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The sealed files, one for each request, readable by nobody but the gateway. */
final class CaptureFiles {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final String ENDING = ".sealed";

    private final Path folder;
    private final Vault vault;

    CaptureFiles(Path folder, Vault vault) {
        this.folder = folder;
        this.vault = vault;
    }

    private static String purpose(String requestId) {
        return "request-log." + requestId;
    }

    void write(String requestId, CapturedBodies bodies) throws IOException {
        Files.createDirectories(folder, only("rwx------"));
        var sealed = vault.seal(Secret.of(bodies.json()), purpose(requestId));
        var file = folder.resolve(requestId + ENDING);
        try (var out = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), only("rw-------"))) {
            out.write(StandardCharsets.US_ASCII.encode(sealed.value()));
        }
    }

    private static FileAttribute<?>[] only(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    Optional<CapturedBodies> read(String requestId) throws IOException {
        if (!ID.matcher(requestId).matches()) {
            return Optional.empty();
        }
        try {
            var sealed = Files.readString(folder.resolve(requestId + ENDING), StandardCharsets.US_ASCII);
            return Optional.of(CapturedBodies.of(
                    vault.open(new SealedText(sealed), purpose(requestId)).reveal()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private record Kept(Path file, Instant at, long bytes) {}

    /** Removes what is older than {@code oldest}, then the oldest until the rest is small enough. */
    void tidy(Instant oldest, long mostBytes) throws IOException {
        var all = kept();
        long bytes = all.stream().mapToLong(Kept::bytes).sum();
        for (var one : all) {
            if (one.at().isBefore(oldest) || bytes > mostBytes) {
                Files.deleteIfExists(one.file());
                bytes -= one.bytes();
            }
        }
    }

    private List<Kept> kept() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var all = new ArrayList<Kept>();
        try (var files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (var file : files) {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                all.add(new Kept(file, attributes.lastModifiedTime().toInstant(), attributes.size()));
            }
        }
        all.sort(Comparator.comparing(Kept::at));
        return all;
    }
}
