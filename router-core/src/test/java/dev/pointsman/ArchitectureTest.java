package dev.pointsman;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.pointsman.router.NanoClock;

/** The walls of the engine's rooms. */
@AnalyzeClasses(packages = "dev.pointsman", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.pointsman.";

    @ArchTest
    static final ArchRule AN_ARROW_POINTS_ONLY_TO_THE_RIGHT = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("router")
            .definedBy(ROOT + "router..")
            .layer("strategy")
            .definedBy(ROOT + "strategy..")
            .layer("breaker")
            .definedBy(ROOT + "breaker..")
            .layer("stats")
            .definedBy(ROOT + "stats..")
            .layer("model")
            .definedBy(ROOT + "model..")
            .whereLayer("router")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("strategy")
            .mayOnlyBeAccessedByLayers("router")
            .whereLayer("breaker")
            .mayOnlyBeAccessedByLayers("router", "strategy")
            .whereLayer("stats")
            .mayOnlyBeAccessedByLayers("router", "strategy", "breaker")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers("router", "strategy", "breaker", "stats");

    @ArchTest
    static final ArchRule EVERY_CLASS_LIVES_IN_ONE_OF_FIVE_ROOMS = classes()
            .should()
            .resideInAnyPackage(ROOT + "router", ROOT + "strategy", ROOT + "breaker", ROOT + "stats", ROOT + "model");

    @ArchTest
    static final ArchRule THE_ENGINE_KNOWS_NO_FRAMEWORK = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.pointsman..",
                    "dev.failsafe..",
                    "com.github.benmanes.caffeine..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "java..",
                    "javax.net.ssl");

    @ArchTest
    static final ArchRule FAILSAFE_STAYS_IN_THE_BREAKER = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "breaker")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.failsafe..");

    @ArchTest
    static final ArchRule CAFFEINE_STAYS_IN_THE_ROUTER = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "router")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.benmanes..");

    @ArchTest
    static final ArchRule NOBODY_READS_A_CLOCK_OR_ROLLS_A_DIE = noClasses()
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Instant");

    @ArchTest
    static final ArchRule ONLY_THE_ROUTER_OWNS_A_CLOCK = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "router")
            .should()
            .dependOnClassesThat(are(assignableTo(NanoClock.class)));

    @ArchTest
    static final ArchRule VALUES_AND_CONTRACTS_KNOW_NO_CONCURRENCY = noClasses()
            .that(resideInAPackage(ROOT + "model").or(resideInAPackage(ROOT + "strategy")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent..");

    @ArchTest
    static final ArchRule NO_STATIC_STATE =
            noFields().that().areStatic().should().notHaveModifier(JavaModifier.FINAL);
}
