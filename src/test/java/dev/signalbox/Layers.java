package dev.signalbox;

import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The arrows of docs/architecture.md: which packages a package may know. What those know, it may know too. */
final class Layers {
    private static final String ROOT = "dev.signalbox";

    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry("chat", Set.of()),
            entry("startup", Set.of()),
            entry("clitools", Set.of()),
            entry("wire", Set.of("chat")),
            entry("vault", Set.of("startup")),
            entry("database", Set.of("startup", "vault")),
            entry("catalog", Set.of("chat", "database")),
            entry("egress", Set.of("catalog", "vault", "database")),
            entry("upstream", Set.of("wire", "egress")),
            entry("account", Set.of("vault", "catalog", "upstream")),
            entry("signin", Set.of("account", "egress", "upstream", "database", "startup")),
            entry("quota", Set.of("account", "signin")),
            entry("usage", Set.of("catalog", "chat", "database")),
            entry("access", Set.of("usage", "vault", "database")),
            entry("routing", Set.of("quota", "account", "catalog", "upstream")),
            entry("relay", Set.of("routing", "signin", "access", "usage", "upstream")),
            entry("capture", Set.of("vault")),
            entry("api", Set.of("relay", "capture")),
            entry("transfer", Set.of("routing", "access", "egress")),
            entry("management", Set.of("relay", "transfer", "capture", "clitools")),
            entry("console", Set.of("relay", "transfer", "capture", "clitools")),
            entry("health", Set.of("relay")));

    private Layers() {}

    static Set<String> names() {
        return ARROWS.keySet();
    }

    /** The layer a class of the gateway is in: the first package below the root, empty for the root itself and for others' classes. */
    static String of(JavaClass type) {
        var name = type.getPackageName();
        return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1).split("\\.", 2)[0] : "";
    }

    static boolean mayKnow(String from, String to) {
        return from.equals(to) || below(from).contains(to);
    }

    private static Set<String> below(String layer) {
        var found = new HashSet<String>();
        for (var next : ARROWS.getOrDefault(layer, Set.of())) {
            found.add(next);
            found.addAll(below(next));
        }
        return found;
    }
}
