/**
 * Admission of one call, and the rules of a router in their order. Not API: used by the router only.
 */
@NullMarked
package dev.pointsman.admission.internal;

import org.jspecify.annotations.NullMarked;
