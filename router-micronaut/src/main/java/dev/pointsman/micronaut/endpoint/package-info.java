/**
 * The endpoint {@code /pointsman}: who serves, who is out and why, why a call would go where it goes, and the levers for
 * whoever operates the router. It is there where Micronaut's management is, and sensitive unless configured otherwise.
 *
 * <p>Reading works everything out of the router when somebody asks. The changes of breakers' states alone are kept, the
 * last hundred of them, and so are the last hundred things that operators did. Whatever an operator does passes one
 * place: it is checked, done, remembered, logged under {@code dev.pointsman.operations}, and published as an
 * {@link dev.pointsman.micronaut.endpoint.OperatorAction}. No key, prompt or answer is known here.
 */
@NullMarked
package dev.pointsman.micronaut.endpoint;

import org.jspecify.annotations.NullMarked;
