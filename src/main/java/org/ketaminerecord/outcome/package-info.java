/**
 * What went wrong or was remarked, in FHIR's terms: the issues of an OperationOutcome, and the one exception type that
 * carries them.
 *
 * <p>May use: nothing of this project.
 */
package org.ketaminerecord.outcome;
