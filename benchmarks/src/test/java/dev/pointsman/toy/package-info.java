/** A protocol that another artifact brings: proof that a new one edits no other module. */
@NullMarked
package dev.pointsman.toy;

import org.jspecify.annotations.NullMarked;
