import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** Shows one streamed request in each client protocol to whoever called {@code ./signalbox demo}. */
public final class Demo {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI gateway;
    private final String key;

    private Demo(URI gateway, String key) {
        this.gateway = gateway;
        this.key = key;
    }

    /** A request, and where in a line of its answer's stream the text is. */
    private record Sample(String protocol, String path, String body, Pattern text) {
        static Sample of(String protocol, String path, String body, String linesWith, String field) {
            return new Sample(
                    protocol,
                    path,
                    body,
                    Pattern.compile(linesWith + ".*?\"" + field + "\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)+)\""));
        }
    }

    private static final List<Sample> SAMPLES = List.of(
            Sample.of("OpenAI Chat Completions", "/v1/chat/completions", """
                    {"model":"demo/echo","stream":true,"messages":[{"role":"user","content":"Hello from Chat Completions"}]}""", "", "content"),
            Sample.of("OpenAI Responses", "/v1/responses", """
                    {"model":"demo/echo","stream":true,"input":"Hello from Responses"}""", "output_text\\.delta\"", "delta"),
            Sample.of("Anthropic Messages", "/v1/messages", """
                    {"model":"demo/echo","stream":true,"max_tokens":200,\
                    "messages":[{"role":"user","content":"Hello from Messages"}]}""", "text_delta\"", "text"),
            Sample.of("Gemini", "/v1beta/models/demo/echo:streamGenerateContent?alt=sse", """
                    {"contents":[{"role":"user","parts":[{"text":"Hello from Gemini"}]}]}""", "", "text"),
            Sample.of("Ollama", "/api/chat", """
                    {"model":"demo/echo","stream":true,"messages":[{"role":"user","content":"Hello from Ollama"}]}""", "", "content"));

    public static void main(String[] arguments) throws Exception {
        var gateway = URI.create(arguments[0]);
        var keyFile = Path.of(arguments[1]);
        awaitReady(gateway);
        var key = Files.readString(keyFile).strip();
        Files.delete(keyFile);
        Files.delete(keyFile.getParent());
        var demo = new Demo(gateway, key);
        for (var sample : SAMPLES) {
            demo.show(sample);
        }
        System.out.println(
                System.lineSeparator() + "The gateway stays up: console " + gateway + "/  (Ctrl-C stops it)");
    }

    private static void awaitReady(URI gateway) throws Exception {
        var server = ProcessHandle.current().parent().orElseThrow();
        var end = Instant.now().plus(PATIENCE);
        var question = HttpRequest.newBuilder(gateway.resolve("/health/ready")).build();
        try (var client = HttpClient.newHttpClient()) {
            while (!answers(client, question)) {
                if (!server.isAlive() || Instant.now().isAfter(end)) {
                    System.exit(1);
                }
                Thread.sleep(200);
            }
        }
    }

    private static boolean answers(HttpClient client, HttpRequest question) throws IOException, InterruptedException {
        try {
            return client.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (ConnectException notYet) {
            return false;
        }
    }

    private void show(Sample sample) throws Exception {
        System.out.printf("%n%s%n  POST %s%n  %s%n  ", sample.protocol(), sample.path(), sample.body());
        var request = HttpRequest.newBuilder(gateway.resolve(sample.path()))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(sample.body()))
                .build();
        var answer = client.send(request, BodyHandlers.ofLines());
        System.out.printf("HTTP %d, ", answer.statusCode());
        System.out.printf("%s%n  ", answer.headers().firstValue("Content-Type").orElse("no content type"));
        try (var lines = answer.body()) {
            lines.forEach(line -> print(sample, answer.statusCode(), line));
        }
        System.out.println();
    }

    private static void print(Sample sample, int status, String line) {
        if (status != 200) {
            System.out.print(line);
            return;
        }
        var found = sample.text().matcher(line);
        if (found.find()) {
            System.out.print("[" + found.group(1) + "]");
            System.out.flush();
        }
    }
}
