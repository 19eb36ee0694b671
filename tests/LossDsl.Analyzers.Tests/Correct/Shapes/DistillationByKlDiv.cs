static class Trainer
{
    public static Tensor Step([Tensor("B S V", DType.Float)] Tensor student, [Tensor("B S V", DType.Float)] Tensor teacher)
    {
        return nn.functional.kl_div(student.log_softmax(-1), teacher.log_softmax(-1), reduction: nn.Reduction.None).sum(-1);
    }
}
