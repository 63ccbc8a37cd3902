package dev.signalbox;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "dev.signalbox", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule arrowsPointDown = classes().should(new ArchCondition<>("know lower layers only") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
            var from = Layers.of(type);
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                var to = Layers.of(dependency.getTargetClass());
                if (!to.isEmpty() && !Layers.mayKnow(from, to)) {
                    events.add(violated(type, from + " may not know " + to + ": " + dependency.getDescription()));
                }
            }
        }
    });

    @ArchTest
    static final ArchRule everyPackageHasALayer = classes()
            .that()
            .resideOutsideOfPackage("dev.signalbox")
            .should(new ArchCondition<>("be in a layer that the table knows") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (!Layers.names().contains(Layers.of(type))) {
                        events.add(violated(type, type.getName() + " is in no layer"));
                    }
                }
            });

    @ArchTest
    static final ArchRule hasNoCycles =
            slices().matching("dev.signalbox.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule plugInsDoNotKnowEachOther =
            slices().matching("dev.signalbox.(*).(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule conversationDependsOnNothing = classes()
            .that()
            .resideInAPackage("dev.signalbox.chat..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("dev.signalbox.chat..", "java..", "org.jspecify.annotations"));

    @ArchTest
    static final ArchRule plugInsExportNothing = noClasses()
            .that()
            .resideInAnyPackage("dev.signalbox.wire.*..", "dev.signalbox.upstream.*..")
            .should()
            .bePublic();

    @ArchTest
    static final ArchRule dependenciesComeThroughTheConstructor =
            noFields().should().beAnnotatedWith(Inject.class);

    @ArchTest
    static final ArchRule logsThroughTheSystemLogger = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging..");

    @ArchTest
    static final ArchRule readsTheTimeFromAClock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.signalbox.startup.Clocks")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule jacksonStaysWithTheWireFormats = noClasses()
            .that(resideOutsideLayers("wire", "upstream"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule facesStaysInTheConsole = noClasses()
            .that(resideOutsideLayers("console"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.faces..", "org.primefaces..");

    @ArchTest
    static final ArchRule resourcesAreAtTheEdge = noClasses()
            .that(resideOutsideLayers("api", "management"))
            .should()
            .dependOnClassesThat(resideInAnyPackage("jakarta.ws.rs.container..", "jakarta.ws.rs.ext..")
                    .or(describe("are server annotations of JAX-RS", Edge::serves)))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule entitiesAreWhereStateIsKept = noClasses()
            .that(resideOutsideLayers(
                    "account",
                    "signin",
                    "quota",
                    "usage",
                    "access",
                    "routing",
                    "catalog",
                    "egress",
                    "vault",
                    "database"))
            .should()
            .dependOnClassesThat(resideInAPackage("jakarta.persistence..")
                    .and(describe("are not exceptions", type -> !type.isAssignableTo(Throwable.class))));

    @ArchTest
    static final ArchRule namesSayWhatAClassIsFor = noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Dto|Abstract[A-Z]\\w*)(\\$.*)?")
            .orShould()
            .resideInAnyPackage(
                    "..util..", "..utils..", "..common..", "..impl..", "..dto..", "..model..", "..service..");

    @ArchTest
    static void everyPackageSaysWhatItIsForAndWhereNullsAre(JavaClasses all) {
        var silent = all.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(p -> !p.isAnnotatedWith(NullMarked.class))
                .map(p -> p.getName())
                .toList();
        assertThat(silent).as("packages without a @NullMarked package-info").isEmpty();
    }

    @ArchTest
    static final ArchRule utilitiesCannotBeMade = classes()
            .that()
            .haveModifier(JavaModifier.FINAL)
            .and(describe("have static methods only", Edge::onlyStatic))
            .should()
            .haveOnlyPrivateConstructors();

    private static DescribedPredicate<JavaClass> resideOutsideLayers(String... names) {
        return describe(
                "reside outside " + String.join(", ", names),
                type -> !List.of(names).contains(Layers.of(type)));
    }

    /** What a rule needs to know of a class that ArchUnit has no word for. */
    private static final class Edge {
        private static final Set<String> SERVER =
                Set.of("jakarta.ws.rs.ApplicationPath", "jakarta.ws.rs.NameBinding", "jakarta.ws.rs.core.Application");

        private Edge() {}

        static boolean serves(JavaClass type) {
            return SERVER.contains(type.getName());
        }

        static boolean onlyStatic(JavaClass type) {
            return !type.isRecord()
                    && !type.isEnum()
                    && !type.isInterface()
                    && !type.getMethods().isEmpty()
                    && type.getMethods().stream().allMatch(m -> m.getModifiers().contains(JavaModifier.STATIC))
                    && type.getFields().stream().allMatch(f -> f.getModifiers().contains(JavaModifier.STATIC))
                    && type.getRawSuperclass()
                            .map(JavaClass::getName)
                            .orElse("")
                            .equals("java.lang.Object")
                    && type.getRawInterfaces().isEmpty();
        }
    }
}
