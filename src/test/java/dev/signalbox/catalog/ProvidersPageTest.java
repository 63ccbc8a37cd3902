package dev.signalbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.chat.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the table of {@code docs/providers.md} in step; {@code -Dsignalbox.docs.update=true} rewrites it. */
class ProvidersPageTest {
    private static final Path PAGE = Path.of("docs", "providers.md");
    private static final String BEGIN = "<!-- table: begin -->\n";
    private static final String END = "<!-- table: end -->";

    @Test
    void listsEveryProviderAsTheCatalogueHasIt() throws IOException {
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

    private static String table() {
        var lines = new ArrayList<String>();
        lines.add("| provider | prefix | also | tier | protocols | sign-in | models listed |");
        lines.add("|---|---|---|---|---|---|---|");
        Catalog.asShipped().providers().stream()
                .sorted(Comparator.comparing(Provider::prefix))
                .map(ProvidersPageTest::row)
                .forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    private static String row(Provider provider) {
        var name = provider.keyPage() == null ? provider.website() : provider.keyPage();
        return "| %s | `%s/` | %s | %s | %s | %s | %d |"
                .formatted(
                        name == null ? provider.name() : "[" + provider.name() + "](" + name + ")",
                        provider.prefix(),
                        code(provider.aliases()),
                        provider.tier().id(),
                        protocols(provider),
                        provider.signIn().stream().map(SignIn::id).sorted().collect(Collectors.joining(", ")),
                        provider.models().size());
    }

    private static String protocols(Provider provider) {
        if (provider.endpoints().isEmpty()) {
            return "needs " + code(provider.missingSettings().stream().sorted().toList());
        }
        return provider.endpoints().stream()
                .map(ProviderEndpoint::protocol)
                .map(Protocol::id)
                .collect(Collectors.joining(", "));
    }

    private static String code(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
