package dev.signalbox.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/** The packaged gateway as a process of its own, with a server directory, data and port of its own. */
final class Gateway implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    /** A JVM that takes notes writes them down when it ends. */
    private static final Duration END = Duration.ofMinutes(3);

    private static final Set<String> OF_ANOTHER_RUN = Set.of("workarea", "logs", "expanded", "tranlog");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d+) kB");

    private final Path home;
    private final Process process;
    private final int port;
    private final Management management;

    private Gateway(Path home, Process process, int port, Management management) {
        this.home = home;
        this.process = process;
        this.port = port;
        this.management = management;
    }

    /** Starts the server installed under {@code wlp} and waits until it is ready. */
    static Gateway start(Path wlp, int port) throws IOException, InterruptedException {
        var home = Files.createTempDirectory("signalbox-bench");
        copy(wlp.resolve("usr"), home.resolve("usr"));
        var data = Files.createDirectory(home.resolve("data"));
        var password = "bench-" + Long.toHexString(System.nanoTime());
        var builder = new ProcessBuilder(wlp.resolve("bin").resolve("server").toString(), "run", "signalbox");
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("DATABASE_") || name.endsWith("_PROXY"));
        environment.put("WLP_USER_DIR", home.resolve("usr").toString());
        environment.put("DATA_DIR", data.toString());
        environment.put("LOG_DIR", home.resolve("logs").toString());
        environment.put("HOST", "127.0.0.1");
        environment.put("PORT", Integer.toString(port));
        environment.put("INITIAL_PASSWORD", password);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        var log = home.resolve("console.log").toFile();
        var process = builder.redirectErrorStream(true).redirectOutput(log).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        var gateway = new Gateway(home, process, port, new Management(port, password));
        try {
            gateway.awaitReady();
            gateway.management.signIn();
            return gateway;
        } catch (IOException | InterruptedException failed) {
            gateway.close();
            throw failed;
        }
    }

    /** A port that nobody listens on. */
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!management.ready()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("the gateway did not start:\n" + Files.readString(home.resolve("console.log")));
            }
            Thread.sleep(250);
        }
    }

    int port() {
        return port;
    }

    Management management() {
        return management;
    }

    /** Resident memory in MB; NaN where the system does not tell. */
    double residentMegabytes() throws IOException {
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.isReadable(status)) {
            return Double.NaN;
        }
        var found = RESIDENT.matcher(Files.readString(status));
        return found.find() ? Long.parseLong(found.group(1)) / 1024.0 : Double.NaN;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(END)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        delete(home);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (OF_ANOTHER_RUN.contains(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, java.io.IOException failed) throws IOException {
                Files.deleteIfExists(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
