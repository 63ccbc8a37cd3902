package dev.signalbox.database;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** The migration scripts by name, because a packed WAR has no folder that Flyway could list. */
final class Scripts implements ResourceProvider {
    static final String FOLDER = "/db/migration/";

    /** Every script, oldest first. A new one is added here and in the folder; a test compares the two. */
    static final List<String> NAMES = List.of(
            "V1__access.sql",
            "V2__accounts.sql",
            "V3__usage.sql",
            "V4__routing.sql",
            "V5__settings.sql",
            "V6__sign_in.sql",
            "V7__quota.sql",
            "V8__transfer.sql",
            "V9__attempts.sql");

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return NAMES.contains(name) ? new Script(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return NAMES.stream()
                .filter(name -> name.startsWith(prefix) && Stream.of(suffixes).anyMatch(name::endsWith))
                .<LoadableResource>map(Script::new)
                .toList();
    }

    private static final class Script extends LoadableResource {
        private final String name;

        Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            var stream = Objects.requireNonNull(Scripts.class.getResourceAsStream(FOLDER + name), name);
            return new InputStreamReader(stream, StandardCharsets.UTF_8);
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }

        @Override
        public String getAbsolutePath() {
            return name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return name;
        }
    }
}
