package dev.pointsman.strategies;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Strategies are pure functions: no atomics, no locks, no clocks, no chance, nothing but the engine's contract. */
@AnalyzeClasses(packages = "dev.pointsman.strategies", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule STRATEGIES_KNOW_ONLY_THE_CONTRACT = classes()
            .that()
            .resideInAPackage("dev.pointsman.strategies")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "dev.pointsman.strategies",
                    "dev.pointsman.strategy",
                    "dev.pointsman.model",
                    "org.jspecify..",
                    "java.lang..",
                    "java.util",
                    "java.util.function"));

    @ArchTest
    static final ArchRule STRATEGIES_HAVE_NO_CONCURRENCY = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.invoke.VarHandle");

    @ArchTest
    static final ArchRule STRATEGIES_HAVE_NO_CHANCE = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
