package dev.signalbox.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/**
 * Runs Jazzer on each reader for so many seconds: {@code Fuzz SECONDS FILE [TARGET]}, where the file holds the class path. Jazzer's agent knows class files up to
 * Java 21 for certain, so the codecs are compiled for it once more, for that release.
 */
public final class Fuzz {
    private static final List<String> PROTOCOLS =
            List.of("openai-chat", "openai-responses", "anthropic-messages", "gemini", "ollama");
    private static final List<String> FOLDERS = List.of("openai", "responses", "anthropic", "gemini", "ollama");
    private static final List<String> READERS = List.of("request", "stream", "document", "error");
    private static final Path WORK = Path.of("target", "fuzz");

    private Fuzz() {}

    /** Ends with 1 when anything was found; the inputs are in {@code target/fuzz/findings}. */
    @SuppressWarnings("SystemOut") // a program for the terminal
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int seconds = Integer.parseInt(arguments[0]);
        var classpath = Files.readString(Path.of(arguments[1])).strip();
        var classes = Files.createDirectories(WORK.resolve("classes"));
        compile(classpath, classes);
        var found = new ArrayList<String>();
        for (var protocol : PROTOCOLS) {
            for (var reader : READERS) {
                var target = protocol + "/" + reader;
                boolean wanted = arguments.length < 3 || arguments[2].equals(target);
                if (wanted && run(target, seconds, classes + File.pathSeparator + classpath) != 0) {
                    found.add(target);
                }
            }
        }
        System.out.println(
                found.isEmpty() ? "Nothing found." : "Found in " + found + "; see " + WORK.resolve("findings"));
        System.exit(found.isEmpty() ? 0 : 1);
    }

    private static void compile(String classpath, Path classes) throws IOException {
        var options = new ArrayList<>(
                List.of("--release", "21", "-proc:none", "-nowarn", "-cp", classpath, "-d", classes.toString()));
        var main = Path.of("src", "main", "java", "dev", "signalbox");
        options.add(main.resolve("Service.java").toString());
        for (var folder : List.of(
                main.resolve("chat"),
                main.resolve("wire"),
                Path.of("src", "bench", "java", "dev", "signalbox", "fuzz"))) {
            try (var files = Files.walk(folder)) {
                files.map(Path::toString).filter(f -> f.endsWith(".java")).forEach(options::add);
            }
        }
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new)) != 0) {
            throw new IOException("The codecs do not compile.");
        }
    }

    @SuppressWarnings("SystemOut") // a program for the terminal
    private static int run(String target, int seconds, String classpath) throws IOException, InterruptedException {
        var corpus = Files.createDirectories(WORK.resolve("corpus").resolve(target));
        var findings = Files.createDirectories(WORK.resolve("findings").resolve(target));
        var log = WORK.resolve(target.replace('/', '-') + ".log");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:+EnableDynamicAgentLoading",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dsignalbox.fuzz=" + target,
                        "-cp",
                        classpath,
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=dev.signalbox.fuzz.Reader",
                        "--instrumentation_includes=dev.signalbox.**",
                        // rewritten by Jazzer, records and nests are refused by the virtual machine now and then
                        "--instrumentation_excludes=dev.signalbox.chat.**:dev.signalbox.wire.Frame",
                        "--reproducer_path=" + findings,
                        "-artifact_prefix=" + findings + "/",
                        "-max_len=4096",
                        "-max_total_time=" + seconds,
                        corpus.toString(),
                        seeds(target).toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int status = process.waitFor();
        var last = Files.readAllLines(log).reversed().stream()
                .filter(l -> l.contains("cov: "))
                .findFirst()
                .orElse("no statistics");
        System.out.println(target + ": " + (status == 0 ? "" : "FOUND (" + status + "), see " + log + "; ") + last);
        return status;
    }

    /** What the reader takes, and what was found or thought of before, to begin with. */
    private static Path seeds(String target) throws IOException {
        var seeds = Files.createDirectories(WORK.resolve("seeds").resolve(target));
        var resources = Path.of("src", "test", "resources", "wire");
        var protocol = target.substring(0, target.indexOf('/'));
        var reader = target.substring(target.indexOf('/') + 1);
        copy(
                resources.resolve(FOLDERS.get(PROTOCOLS.indexOf(protocol))),
                reader.equals("stream") ? ".sse" : "-",
                seeds);
        copy(resources.resolve("fuzz").resolve(reader).resolve(protocol), "", seeds);
        copy(resources.resolve("fuzz").resolve(reader).resolve("any"), "", seeds);
        if (reader.equals("request")) {
            Files.write(
                    seeds.resolve("everything"),
                    Files.readAllBytes(resources.resolve("everything").resolve(protocol + ".json")));
        }
        return seeds;
    }

    /** Copies the files below a folder whose names end so. */
    private static void copy(Path folder, String end, Path seeds) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile)
                    .filter(f -> f.toString().endsWith(end))
                    .toList()) {
                Files.write(
                        seeds.resolve(folder.relativize(file).toString().replace(File.separatorChar, '-')),
                        Files.readAllBytes(file));
            }
        }
    }
}
