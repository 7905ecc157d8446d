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
import dev.pointsman.time.NanoClock;

/** Rules of the engine's packages and dependencies. */
@AnalyzeClasses(packages = "dev.pointsman", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.pointsman.";

    @ArchTest
    static final ArchRule LAYERS_DEPEND_ONLY_ON_LOWER_LAYERS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("router")
            .definedBy(ROOT + "router..")
            .layer("failure")
            .definedBy(ROOT + "failure..")
            .layer("tenant")
            .definedBy(ROOT + "tenant..")
            .layer("admission")
            .definedBy(ROOT + "admission..")
            .layer("trace")
            .definedBy(ROOT + "trace..")
            .layer("strategy")
            .definedBy(ROOT + "strategy..")
            .layer("policy")
            .definedBy(ROOT + "policy..")
            .layer("breaker")
            .definedBy(ROOT + "breaker..")
            .layer("state")
            .definedBy(ROOT + "state..")
            .layer("stats")
            .definedBy(ROOT + "stats..")
            .layer("model")
            .definedBy(ROOT + "model..")
            .layer("time")
            .definedBy(ROOT + "time..")
            .whereLayer("router")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("failure")
            .mayOnlyBeAccessedByLayers("router")
            .whereLayer("tenant")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("admission")
            .mayOnlyBeAccessedByLayers("router", "failure", "tenant")
            .whereLayer("trace")
            .mayOnlyBeAccessedByLayers("router", "failure", "tenant", "admission")
            .whereLayer("strategy")
            .mayOnlyBeAccessedByLayers("router", "trace")
            .whereLayer("policy")
            .mayOnlyBeAccessedByLayers("router", "trace")
            .whereLayer("breaker")
            .mayOnlyBeAccessedByLayers("router", "trace")
            .whereLayer("state")
            .mayOnlyBeAccessedByLayers("router", "tenant", "trace", "strategy", "policy", "breaker")
            .whereLayer("stats")
            .mayOnlyBeAccessedByLayers("router", "trace", "policy", "breaker", "state")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers(
                    "router",
                    "failure",
                    "tenant",
                    "admission",
                    "trace",
                    "strategy",
                    "policy",
                    "breaker",
                    "state",
                    "stats")
            .whereLayer("time")
            .mayOnlyBeAccessedByLayers("router", "policy", "breaker");

    @ArchTest
    static final ArchRule EVERY_CLASS_BELONGS_TO_A_LAYER = classes()
            .should()
            .resideInAnyPackage(
                    ROOT + "router",
                    ROOT + "failure",
                    ROOT + "tenant",
                    ROOT + "admission",
                    ROOT + "admission.internal",
                    ROOT + "trace",
                    ROOT + "strategy",
                    ROOT + "strategy.internal",
                    ROOT + "policy",
                    ROOT + "policy.internal",
                    ROOT + "breaker",
                    ROOT + "breaker.internal",
                    ROOT + "state",
                    ROOT + "state.internal",
                    ROOT + "stats",
                    ROOT + "stats.internal",
                    ROOT + "model",
                    ROOT + "time",
                    ROOT + "time.internal");

    @ArchTest
    static final ArchRule THE_ENGINE_USES_NO_FRAMEWORK = classes()
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
    static final ArchRule ONLY_THE_BREAKER_USES_FAILSAFE = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "breaker.internal")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.failsafe..");

    @ArchTest
    static final ArchRule ONLY_STATE_AND_CLOCK_USE_CAFFEINE = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "state..", ROOT + "time")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.benmanes..");

    @ArchTest
    static final ArchRule TIME_AND_RANDOMNESS_ARE_ARGUMENTS = noClasses()
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
            .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom");

    /** The calendar of budgets needs one, from a clock that is an argument; a durable queue tells its store's time. */
    @ArchTest
    static final ArchRule ONLY_BUDGETS_AND_THE_QUEUE_USE_INSTANTS = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "tenant")
            .and()
            .doNotHaveFullyQualifiedName(ROOT + "state.CallQueue$State")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Instant");

    @ArchTest
    static final ArchRule ONLY_THE_ROUTER_USES_A_CLOCK = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "router", ROOT + "time")
            .should()
            .dependOnClassesThat(are(assignableTo(NanoClock.class)));

    @ArchTest
    static final ArchRule VALUES_AND_CONTRACTS_USE_NO_CONCURRENCY = noClasses()
            .that(resideInAPackage(ROOT + "model").or(resideInAPackage(ROOT + "strategy")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.concurrent..");

    @ArchTest
    static final ArchRule NO_STATIC_STATE =
            noFields().that().areStatic().should().notHaveModifier(JavaModifier.FINAL);
}
