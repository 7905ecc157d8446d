/**
 * Configuration of the router: everything under {@code pointsman}, read once when the application starts.
 *
 * <p>The records are the configuration as written. They carry the descriptions that IDEs show, and the
 * {@code ConfigBinder} binds them by the names of their components, keeping the names of providers, goals, pools and
 * models as written. The mappers convert the records to the parts of the router: values not given have the default in
 * their description, and a model's breaker has the settings of all models unless it overrides them. All errors are
 * collected with their full paths, and the application does not start with any.
 *
 * <p>A feature owns its part of the configuration: its {@link dev.pointsman.micronaut.config.SettingsSection} is a bean of
 * its own package, and its settings come from {@link dev.pointsman.micronaut.config.BoundSections}. This package does not
 * know the features.
 *
 * <p>An environment variable such as {@code POINTSMAN_PROVIDERS_OPENAI_API_KEY} overrides a value whose path has
 * lower-case names only. Custom strategies are beans of type {@link dev.pointsman.strategy.RoutingStrategy}; beans of
 * type {@link dev.pointsman.router.RouterListener}, {@link dev.pointsman.admission.Admission},
 * {@link dev.pointsman.admission.EligibilityRule}, {@link dev.pointsman.state.SessionStore},
 * {@link dev.pointsman.state.HealthExchange}, {@link dev.pointsman.failure.FailureClassifier},
 * {@link dev.pointsman.time.NanoClock} and {@link dev.pointsman.time.Scheduler} are used if present. A
 * {@link dev.pointsman.micronaut.config.RouterCustomizer} may change everything else of the router. The default
 * classifier handles exceptions of Micronaut's HTTP client. The configuration under {@code pointsman.failures} is a
 * bean of type {@link dev.pointsman.wire.failure.FailureMappings}.
 */
@NullMarked
package dev.pointsman.micronaut.config;

import org.jspecify.annotations.NullMarked;
