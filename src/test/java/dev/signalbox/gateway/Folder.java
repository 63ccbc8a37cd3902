package dev.signalbox.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A folder in which somebody works: files come and go while it is read. */
public final class Folder {
    private Folder() {}

    /** The files in it and below, but for folders that are passed over. */
    public static List<Path> files(Path folder, Predicate<Path> passedOver) {
        var files = new ArrayList<Path>();
        try {
            Files.walkFileTree(folder, collecting(files, passedOver));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static SimpleFileVisitor<Path> collecting(List<Path> files, Predicate<Path> passedOver) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return passedOver.test(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path gone, IOException why) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException changed) {
                return FileVisitResult.CONTINUE;
            }
        };
    }

    /** All files in it and below. */
    public static List<Path> files(Path folder) {
        return files(folder, directory -> false);
    }
}
