/**
 * What went wrong or was remarked, as FHIR says it: issues of an OperationOutcome, and the one exception type that
 * carries them.
 *
 * <p>May use: {@code json}.
 */
package org.ketaminerecord.outcome;
