/** Memory of whole answers in progress, which the clients of providers take and give back. */
@NullMarked
package dev.pointsman.micronaut.answer.internal;

import org.jspecify.annotations.NullMarked;
