/** Protocols of the mock provider: the answers of a model, and their form on the wire as the steps of a reply. */
@NullMarked
package dev.pointsman.testkit.internal.protocol;

import org.jspecify.annotations.NullMarked;
