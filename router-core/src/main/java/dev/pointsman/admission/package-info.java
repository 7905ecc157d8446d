/**
 * Plugins that decide about calls before any model does: {@link dev.pointsman.admission.Admission} admits or refuses a
 * call, {@link dev.pointsman.admission.EligibilityRule} excludes models from it.
 */
@NullMarked
package dev.pointsman.admission;

import org.jspecify.annotations.NullMarked;
