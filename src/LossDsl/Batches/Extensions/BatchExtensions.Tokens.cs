namespace LossDsl;

/// <summary>Changes how many tokens the rows of batches have.</summary>
public static class BatchExtensions
{
    /// <param name="batch">The batch.</param>
    /// <typeparam name="T">Its type.</typeparam>
    extension<T>(T batch)
        where T : class, IBatch<T>
    {
        /// <summary>
        /// All rows padded on the right, so that the number of tokens is a multiple of a number: copies, where it is not
        /// one already. Token ids (tensors that declare what they are <see cref="TensorAttribute.UpperBound"/>, without a
        /// declaration <c>input_ids</c>) get <paramref name="padId"/>, all else 0, so that masks leave the padding out.
        /// </summary>
        /// <param name="multiple">The number.</param>
        /// <param name="padId">The id of the padding.</param>
        /// <exception cref="InvalidOperationException">Nothing tells which dimension counts the tokens.</exception>
        public T PadTo(long multiple, long padId = 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(multiple);
            var contents = BatchContents.Read(batch);
            var tokens = contents.RequireTokens();
            return batch.Map(new TokenResize(contents, (tokens + multiple - 1) / multiple * multiple, padId));
        }

        /// <summary>The first tokens of all rows, as views.</summary>
        /// <param name="tokens">How many.</param>
        /// <exception cref="InvalidOperationException">Nothing tells which dimension counts the tokens.</exception>
        public T Truncate(long tokens)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(tokens);
            var contents = BatchContents.Read(batch);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(tokens, contents.RequireTokens());
            return batch.Map(new TokenResize(contents, tokens, padId: 0));
        }
    }
}
