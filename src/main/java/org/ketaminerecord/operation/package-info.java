/**
 * Operations, one class each. A class is registered by being there; the CapabilityStatement lists what is registered.
 *
 * <p>May use: {@code access}, {@code interaction}, {@code indexing}, {@code purge}, {@code search}, {@code search.parameter}, {@code store}, {@code validation},
 * {@code terminology}, {@code profile}, {@code definition}, {@code format}, {@code json}, {@code outcome}.
 */
package org.ketaminerecord.operation;
