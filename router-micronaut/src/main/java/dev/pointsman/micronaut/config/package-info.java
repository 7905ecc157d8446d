/**
 * From configuration to a router: everything under {@code pointsman}, read once when the application starts.
 *
 * <p>The records are the configuration as written. They carry the words and descriptions that IDEs show, and the
 * {@code Binder} fills them by the names of their components, keeping the names of providers, goals, pools and models
 * as they are. The makers turn the records into what the router is built of: what is not given has the default that its
 * description tells, and a model's breaker is like all others wherever it says nothing else. Whatever is wrong is
 * collected with its full path, and the application does not start until nothing is.
 *
 * <p>An environment variable such as {@code POINTSMAN_PROVIDERS_OPENAI_API_KEY} overrides a value whose path has
 * lower-case names only. Strategies of the user's own are beans of type
 * {@link dev.pointsman.strategy.RoutingStrategy}; beans of type {@link dev.pointsman.router.RouterListener},
 * {@link dev.pointsman.router.FailureClassifier}, {@link dev.pointsman.router.NanoClock} and
 * {@link dev.pointsman.router.Scheduler} are used where there are any. Without a classifier of the user's own there is
 * one that knows Micronaut's HTTP client. What stands under {@code pointsman.failures} is a bean of type
 * {@link dev.pointsman.micronaut.chat.FailureMappings}.
 */
@NullMarked
package dev.pointsman.micronaut.config;

import org.jspecify.annotations.NullMarked;
