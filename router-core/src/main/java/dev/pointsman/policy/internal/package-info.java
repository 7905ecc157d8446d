/**
 * Budgets and limits of a pool while it runs. Not API: used by the router only.
 */
@NullMarked
package dev.pointsman.policy.internal;

import org.jspecify.annotations.NullMarked;
