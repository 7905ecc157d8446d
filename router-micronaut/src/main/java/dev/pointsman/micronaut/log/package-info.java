/**
 * The decision log of an application: with {@code pointsman-decision-log} on the class path and {@code
 * pointsman.decision-log.enabled: true}, every decision of the router and what came of it is written to a file.
 *
 * <p>The {@link dev.pointsman.micronaut.log.DecisionLogSettings} are made of the configuration; the factory opens the log
 * of them, which hears of the router as any other listener does.
 */
@NullMarked
package dev.pointsman.micronaut.log;

import org.jspecify.annotations.NullMarked;
