package dev.signalbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.upstream.CallPolicies;
import dev.signalbox.upstream.RefusedException;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.File;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.ByteBuddy;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What only a container can show: that the packaged application's beans are found and built through their constructors, and
 * that transactions and fault-tolerance policies hold on package-private methods. One class, one deployment: each costs a start.
 */
@ExtendWith(ArquillianExtension.class)
class ContainerIT {
    @Inject
    private ModelAliasRows aliases;

    @Inject
    private EntityManager entities;

    @Inject
    private CallPolicies policies;

    @Inject
    private Catalog catalog;

    @Deployment
    static WebArchive application() {
        return ShrinkWrap.createFromZipFile(
                        WebArchive.class, Path.of("target", "signalbox.war").toFile())
                .addAsLibrary(jarOf(Assertions.class))
                .addAsLibrary(jarOf(ByteBuddy.class));
    }

    private static File jarOf(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .toFile();
    }

    @Test
    void findsServicesAndRunsTheStepsOfTheStart() {
        assertThat(catalog.providers()).isNotEmpty();
        assertThat(aliases.all()).isNotNull();
    }

    @Test
    void keepsAllChangesOfATransaction() {
        aliases.change(Map.of("kept", Optional.of("a/b"), "kept-too", Optional.of("c/d")));

        assertThat(aliases.all()).containsEntry("kept", "a/b").containsEntry("kept-too", "c/d");
    }

    @Test
    void keepsNoneWhenTheMethodFails() {
        var changes = new LinkedHashMap<String, Optional<String>>();
        changes.put("lost", Optional.of("a/b"));
        changes.put("broken", null);

        assertThatThrownBy(() -> aliases.change(changes)).isInstanceOf(NullPointerException.class);

        assertThat(aliases.all()).doesNotContainKey("lost");
    }

    @Test
    void keepsNoneWhenTheDatabaseRefuses() {
        var changes = new LinkedHashMap<String, Optional<String>>();
        changes.put("lost", Optional.of("a/b"));
        changes.put("too-long", Optional.of("x".repeat(500)));

        assertThatThrownBy(() -> aliases.change(changes)).isInstanceOf(RuntimeException.class);

        assertThat(aliases.all()).doesNotContainKey("lost");
    }

    @Test
    void hasNoEntityManagerOutsideATransaction() {
        assertThatThrownBy(() -> entities.find(ModelAliasRow.class, "x")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void triesARefusedConnectionAgain() {
        var calls = new AtomicInteger();

        var answer = policies.firstEvent(() -> {
            if (calls.incrementAndGet() < 3) {
                throw new RefusedException("refused", new ConnectException());
            }
            return "answer";
        });

        assertThat(answer).isEqualTo("answer");
        assertThat(calls).hasValue(3);
    }

    @Test
    void doesNotRepeatACallThatWasMade() {
        var calls = new AtomicInteger();

        assertThatThrownBy(() -> policies.firstEvent(() -> {
                    calls.incrementAndGet();
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(calls).hasValue(1);
    }
}
