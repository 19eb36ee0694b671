namespace LossDsl.Kernels.Tests;

/// <content>Random batches.</content>
public sealed partial class ClippedPGFormulaTests
{
    private sealed record Data(Tensor Current, ClippedPGInputs Inputs);

    // Each tensor has one column more than there are predictions: the value of the first token is not used.
    private static Data Draw(long rows, long length, ScalarType dtype)
    {
        var logprobs = () => randn([rows, length + 1], dtype: dtype) * 0.3 - 2;
        var tokens = (rand([rows, length]) < 0.7).to(dtype) * ((rand([rows, length]) < 0.5).to(dtype) + 0.5);
        var samples = ones([rows], dtype: dtype);
        if (rows > 1)
            samples[1] = tensor(0.25, dtype: dtype);
        if (rows > 2)
            samples[2] = tensor(0.0, dtype: dtype);
        var masks = TokenMasks.Create(tokens, samples, dtype);
        var data = new ClippedPGLossDataDict
        {
            InputIds = zeros([rows, length + 1], dtype: int64),
            Advantages = randn([rows, length + 1], dtype: dtype),
            PrevLogprobs = logprobs(),
            GenerationLogprobs = logprobs(),
            ReferencePolicyLogprobs = logprobs(),
            TokenMask = Whole(tokens),
            SampleMask = samples,
        };
        return new Data(
            (randn([rows, length], dtype: dtype) * 0.3) + -2, new ClippedPGInputs(data, masks.Weights.sum() + 3, masks.Samples.sum() + 2));
    }

    // The data with masks of 0 and 1 only.
    private static Data Plain(Data data)
    {
        var batch = data.Inputs.Data;
        return new Data(data.Current.clone(), data.Inputs with
        {
            Data = batch with
            {
                TokenMask = (batch.TokenMask != 0).to(data.Current.dtype),
                SampleMask = (batch.SampleMask != 0).to(data.Current.dtype),
                Advantages = batch.Advantages.clone(),
                PrevLogprobs = batch.PrevLogprobs.clone(),
                GenerationLogprobs = batch.GenerationLogprobs.clone(),
                ReferencePolicyLogprobs = batch.ReferencePolicyLogprobs.clone(),
            },
        });
    }

    private static Tensor Whole(Tensor predictions) => cat([ones([predictions.size(0), 1], dtype: predictions.dtype), predictions], 1);
}
