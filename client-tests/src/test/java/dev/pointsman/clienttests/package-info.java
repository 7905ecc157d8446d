/** Client libraries of providers inside routed calls. */
@NullMarked
package dev.pointsman.clienttests;

import org.jspecify.annotations.NullMarked;
