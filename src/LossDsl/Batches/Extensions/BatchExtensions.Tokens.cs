namespace LossDsl;

/// <summary>Pads or truncates the rows of batches.</summary>
public static partial class BatchExtensions
{
    /// <param name="batch">The batch.</param>
    /// <typeparam name="T">The type of the batch.</typeparam>
    extension<T>(T batch)
        where T : class, IBatch<T>
    {
        /// <summary>
        /// Pads all rows on the right until the number of tokens is a multiple of <paramref name="multiple"/>. The result shares memory if
        /// it already is, else it is a copy. Token ids (tensors that declare <see cref="TensorAttribute.UpperBound"/>; <c>input_ids</c> in
        /// an untyped batch) are padded with <paramref name="padId"/>, all other tensors with 0, so that the masks exclude the padding.
        /// </summary>
        /// <param name="multiple">The number of tokens becomes a multiple of this number.</param>
        /// <param name="padId">The token id used for padding.</param>
        /// <exception cref="InvalidOperationException">The batch does not show which dimension counts the tokens.</exception>
        public T PadTo(long multiple, long padId = 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(multiple);
            var contents = BatchContents.Read(batch);
            var tokens = contents.RequireTokens();
            return batch.Map(new TokenResize(contents, (tokens + multiple - 1) / multiple * multiple, padId));
        }

        /// <summary>Keeps the first tokens of all rows, as views.</summary>
        /// <param name="tokens">The number of tokens to keep.</param>
        /// <exception cref="InvalidOperationException">The batch does not show which dimension counts the tokens.</exception>
        public T Truncate(long tokens)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(tokens);
            var contents = BatchContents.Read(batch);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(tokens, contents.RequireTokens());
            return batch.Map(new TokenResize(contents, tokens, padId: 0));
        }
    }
}
