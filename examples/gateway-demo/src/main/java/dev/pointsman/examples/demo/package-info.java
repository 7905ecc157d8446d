/**
 * Demonstration of the gateway: three embedded providers, traffic to watch, and the controls of the live page.
 *
 * <p>The gateway finds it as a {@link dev.pointsman.gateway.EmbeddedDemo}.
 */
@NullMarked
package dev.pointsman.examples.demo;

import org.jspecify.annotations.NullMarked;
