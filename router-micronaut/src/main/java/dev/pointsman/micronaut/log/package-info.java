/**
 * Decision log of an application: with {@code pointsman-decision-log} on the class path and {@code
 * pointsman.decision-log.enabled: true}, every decision of the router and its outcome are written to a file.
 *
 * <p>The factory opens the log with the settings from the section {@code pointsman.decision-log};
 * the log is a listener of the router.
 */
@NullMarked
package dev.pointsman.micronaut.log;

import org.jspecify.annotations.NullMarked;
