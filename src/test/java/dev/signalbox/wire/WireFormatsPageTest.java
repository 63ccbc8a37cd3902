package dev.signalbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the losses in {@code docs/wire-formats.md} in step; {@code -Dsignalbox.docs.update=true} rewrites them. */
class WireFormatsPageTest {
    private static final Path PAGE = Path.of("docs", "wire-formats.md");
    private static final Path REQUESTS = Path.of("src", "test", "resources", "wire", "everything");
    private static final String BEGIN = "<!-- losses: begin -->\n";
    private static final String END = "<!-- losses: end -->";

    @Test
    void namesWhatEachPairLosesOfARequestThatSaysMost() throws Exception {
        var page = Files.readString(PAGE);
        var begin = page.indexOf(BEGIN) + BEGIN.length();
        var end = page.indexOf(END);
        assertThat(begin).isGreaterThanOrEqualTo(BEGIN.length());
        assertThat(end).isGreaterThanOrEqualTo(begin);
        if (Boolean.getBoolean("signalbox.docs.update")) {
            page = page.substring(0, begin) + table() + page.substring(end);
            Files.writeString(PAGE, page);
            end = page.indexOf(END);
        }
        assertThat(page.substring(begin, end)).isEqualTo(table());
    }

    private static String table() throws IOException {
        var lines = new ArrayList<String>();
        lines.add("| client | provider | losses |");
        lines.add("|---|---|---|");
        for (var client : Protocol.values()) {
            for (var provider : Protocol.values()) {
                if (client != provider) {
                    var losses = losses(client, TestCodecs.provider(provider));
                    lines.add("| %s | %s | %s |".formatted(client.id(), provider.id(), losses));
                }
            }
            var converse = TestCodecs.converse();
            lines.add("| %s | %s | %s |".formatted(client.id(), converse.dialect(), losses(client, converse)));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String losses(Protocol client, ProviderProtocol writer) throws IOException {
        var body = Files.readAllBytes(REQUESTS.resolve(client.id() + ".json"));
        var reader = TestCodecs.client(client);
        var request = reader.readRequest(body, client == Protocol.GEMINI ? "some-model" : "", true);
        var losses =
                writer.writeRequest(request, ModelProfile.unknown("some-model")).losses();
        return new TreeSet<>(losses).stream().map(path -> "`" + path + "`").collect(Collectors.joining(", "));
    }
}
