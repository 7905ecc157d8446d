package dev.pointsman.decisionlog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Packages that the decision log may use. */
@AnalyzeClasses(packages = "dev.pointsman.decisionlog", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule THE_LOG_USES_THE_ENGINE_AND_A_JSON_STREAM = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.pointsman.decisionlog",
                    "dev.pointsman.model",
                    "dev.pointsman.router",
                    "dev.pointsman.strategy",
                    "dev.pointsman.trace",
                    "com.fasterxml.jackson.core..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "java..",
                    "javax.crypto..");
}
