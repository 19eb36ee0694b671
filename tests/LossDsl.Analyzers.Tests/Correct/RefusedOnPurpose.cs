// Expected: nothing
static class Tests
{
    static void A_batch_without_mask_is_refused(Tensor ids)
    {
        try
        {
            new BatchedDataDict<NLLLossDataDict> { ["input_ids"] = ids }.Bind();
        }
        catch (BatchValidationException problem) when (problem.Message.Contains("token_mask"))
        {
            Console.WriteLine(problem.Message);
        }
    }
}
