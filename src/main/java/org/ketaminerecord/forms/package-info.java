/**
 * Forms as SDC has them (HL7 Structured Data Capture 3 and 4): what is known is written into a form, and what was answered
 * becomes resources. Knows no questionnaire by name.
 *
 * <p>May use: {@code operation}, {@code interaction}, {@code search}, {@code search.parameter}, {@code store}, {@code validation},
 * {@code fhirpath}, {@code format}, {@code definition}, {@code json}, {@code outcome}.
 */
package org.ketaminerecord.forms;
